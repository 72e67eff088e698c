// The one global of the portal's scripts. The generator writes `var shirube = {lang, words}` before core.js, and core.js adds the functions.

interface Shirube {
  /** Language of the pages. */
  lang: string;
  /** What the theme's i18n says for scripts: name without `script.` → text. */
  words: Record<string, string>;
  say: (name: string, values?: Record<string, string | number>) => string;
  /** What `say` says, with the number `n` in bold. */
  bold: (name: string, values: Record<string, string | number>) => (Node | string)[];
  find: (selector: string, within?: ParentNode) => any;
  all: (selector: string, within?: ParentNode) => any[];
  each: (selector: string, visit: (element: any) => void, within?: ParentNode) => void;
  on: (target: EventTarget, type: string, act: (event: any) => void) => void;
  make: (name: string, attributes?: Record<string, string> | null, ...children: (Node | string)[]) => any;
  button: (text: string, act: () => void, attributes?: Record<string, string>) => HTMLButtonElement;
  /** The reader's day, as in 2026-11-22. */
  today: () => string;
  /** Whether a key is meant for the browser or for an input method. */
  held: (event: KeyboardEvent) => boolean;
  /** What single features share with their own files, such as the shards of the search. */
  [feature: string]: any;
}

declare var shirube: Shirube;

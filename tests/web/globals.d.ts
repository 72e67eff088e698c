// The one global of the portal's scripts. The generator writes `var shirube = {lang, words}` before core.js, and core.js adds the functions.

interface Shirube {
  /** Language of the pages. */
  lang: string;
  /** What the theme's i18n says for scripts: name without `script.` → text. */
  words: Record<string, string>;
  say: (name: string, values?: Record<string, string | number>) => string;
  each: <E extends Element = HTMLElement>(selector: string, visit: (element: E) => void, within?: ParentNode | null) => void;
  make: (name: string, attributes?: Record<string, string> | null, ...children: (Node | string)[]) => HTMLElement;
  /** What single features share with their own files, such as the shards of the search. */
  [feature: string]: any;
}

declare var shirube: Shirube;

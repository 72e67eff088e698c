// Rules for the scripts of the theme, and of `shirube serve`: classic scripts, one global, no way from text to code or markup.
import js from "@eslint/js";
import unsanitized from "eslint-plugin-no-unsanitized";
import globals from "globals";

const classic = [
  { selector: "ImportExpression", message: "classic scripts only" },
  { selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^(on|style)/]", message: "the policy forbids inline handlers and styles" },
];
const noRequests = [
  { selector: "CallExpression[callee.name='fetch']", message: "the page must work from file://" },
  { selector: "NewExpression[callee.name=/^(XMLHttpRequest|WebSocket|EventSource|Worker)$/]", message: "no requests" },
];

const rules = {
  ...js.configs.recommended.rules,
  "no-unsanitized/method": "error",
  "no-unsanitized/property": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "no-implicit-globals": "error",
  // Names that an id of the page could take: they must be asked for, as in window.name or event as an argument.
  "no-restricted-globals": ["error", "name", "event", "top", "parent", "length", "status", "self", "origin", "closed", "find", "print", "open", "close", "stop", "focus", "blur", "external", "screen"],
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "text is never read as HTML: use shirube.make or textContent" },
    { property: "outerHTML", message: "text is never read as HTML" },
    { property: "insertAdjacentHTML", message: "text is never read as HTML" },
    { property: "srcdoc", message: "text is never read as HTML" },
    { object: "document", property: "write" },
    { object: "document", property: "writeln" },
    { object: "window", property: "eval" },
  ],
  "no-unused-vars": ["error", { caughtErrors: "none", argsIgnorePattern: "^_" }],
  "no-control-regex": "off",
  "no-undef": "error",
  "eqeqeq": "error",
  "strict": ["error", "function"],
};

/** @param {string} files @param {Record<string, string>} own @param {object[]} more */
const scripts = (files, own, more) => ({
  files: [files],
  plugins: { "no-unsanitized": unsanitized },
  languageOptions: { ecmaVersion: 2020, sourceType: "script", globals: { ...globals.browser, ...own } },
  rules: { ...rules, "no-restricted-syntax": ["error", ...classic, ...more] },
});

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  scripts("**/themes/*/static/js/*.js", { shirube: "readonly" }, noRequests),
  // Comes from the development server, and asks it what is new.
  scripts("**/src/serve/assets/*.js", {}, []),
];

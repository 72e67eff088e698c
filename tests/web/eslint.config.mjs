// Rules for the scripts of the theme: classic scripts, one global, no way from text to code or markup.
import js from "@eslint/js";
import unsanitized from "eslint-plugin-no-unsanitized";
import globals from "globals";

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    ...js.configs.recommended,
    files: ["**/themes/*/static/js/*.js"],
    plugins: { "no-unsanitized": unsanitized },
    languageOptions: { ecmaVersion: 2020, sourceType: "script", globals: { ...globals.browser, shirube: "readonly" } },
    rules: {
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
      "no-restricted-syntax": [
        "error",
        { selector: "ImportExpression", message: "classic scripts only" },
        { selector: "CallExpression[callee.name='fetch']", message: "the page must work from file://" },
        { selector: "NewExpression[callee.name=/^(XMLHttpRequest|WebSocket|EventSource|Worker|Function)$/]", message: "no requests and no code from text" },
        { selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^(on|style)/]", message: "the policy forbids inline handlers and styles" },
      ],
      "no-unused-vars": ["error", { caughtErrors: "none", argsIgnorePattern: "^_" }],
      "no-control-regex": "off",
      "no-undef": "error",
      "eqeqeq": "error",
      "strict": ["error", "function"],
    },
  },
];

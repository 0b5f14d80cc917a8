import { HtmlValidate, StaticConfigLoader } from 'html-validate'

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    elements: ['html5'],
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
    rules: {
      // What we serve ourselves needs no fingerprint: who could change it could change the page.
      'require-sri': ['error', { target: 'crossorigin' }],
      // A page with work under way loads again, and only where there is no script to move the bar.
      'meta-refresh': 'off',
    },
  }),
)

/** What is wrong with the markup of a page, one line each. */
export async function markupProblems(markup: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(markup)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  )
}

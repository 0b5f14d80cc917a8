/** A variable that cannot be used and why: `form` is how it is written, the others what came of using it. */
export type ConfigProblem = { readonly variable: string; readonly fault: string }

/** What is wrong with the environment. It holds no value, which may be secret; config-text.ts has the words. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[]

  constructor(...problems: readonly ConfigProblem[]) {
    super(problems.map(({ variable, fault }) => `${variable}.${fault}`).join(', '))
    this.problems = problems
  }
}

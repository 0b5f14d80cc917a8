/** What is done for cases that are over in the background, by name. */
export const SETTLE_CASES = 'exits.settle_cases'

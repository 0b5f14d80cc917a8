/** What is done for referrals in the background, by name. */
export const FORGET_UNTIED = 'referrals.forget_untied'

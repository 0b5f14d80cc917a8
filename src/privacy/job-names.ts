/** What is done for privacy in the background, by name. */
export const BUILD_REVIEWS = 'privacy.build_reviews'
export const LIST_RUN = 'privacy.list_run'
export const DISPOSE_RUN = 'privacy.dispose_run'

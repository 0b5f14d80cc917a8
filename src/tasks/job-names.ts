/** What is done for tasks in the background, by name. */
export const PLAN_DIGESTS = 'tasks.plan_digests'
export const SEND_DIGEST = 'tasks.send_digest'
export const SEND_PUSH = 'tasks.send_push'

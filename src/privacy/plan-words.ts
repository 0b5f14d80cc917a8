import { TEXT as ACTIVITY_TEXT } from '../support/activities/text.ts'
import { TEXT as PLAN_TEXT } from '../support/plan/text.ts'
import type { Words } from './extract-model.ts'

const byColumn = (column: string, text: string) => `${column}.${text}`
const ofPlan = ['support_goal', 'support_agreement', 'support_plan_link', 'support_review', 'support_step']
const ofActivities = ['support_activity', 'support_attendance', 'support_qualification', 'support_appointment']

/** Where the words of the codes of the plan and of activities stand. */
export const PLAN_WORDS: readonly Words[] = [
  {
    fits: (part, column) => part === 'support_step' && column === 'state',
    catalogue: PLAN_TEXT,
    key: (_column, text) => `step.state.${text}`,
  },
  {
    fits: (part, column) => part === 'support_review' && column === 'reason',
    catalogue: PLAN_TEXT,
    key: (_column, text) => `exempt.${text}`,
  },
  { fits: (part) => ofPlan.includes(part), catalogue: PLAN_TEXT, key: byColumn },
  { fits: (part) => ofActivities.includes(part), catalogue: ACTIVITY_TEXT, key: byColumn },
]

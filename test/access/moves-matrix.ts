import type { Route } from './matrix.ts'

/** The routes of moves: for those who keep the register, of their own domain. */

const COORDINATOR = { kaa_coordinator: [200, 404] } as const
const COORDINATOR_WRITES = { kaa_coordinator: [303, 404] } as const

export const MOVE_ROUTES: readonly Route[] = [
  { route: 'GET /moves', answers: { kaa_coordinator: [200] } },
  { route: 'GET /moves/out/:id', thing: 'moveOut', answers: COORDINATOR },
  { route: 'GET /moves/out/:id/letter', thing: 'moveOut', answers: COORDINATOR },
  { route: 'POST /moves/out/:id/sending', thing: 'moveOut', answers: COORDINATOR_WRITES },
  {
    route: 'POST /moves/out/:id/by-hand',
    thing: 'moveOut',
    form: {
      ...{ how: 'phone', sentOn: '2026-10-14', receivedBy: 'Eva Ek', callName: 'Ali', callWay: '016-710 10 00' },
      ground: 'harm_test',
    },
    answers: COORDINATOR_WRITES,
  },
  { route: 'POST /moves/out/:id/receipt', thing: 'moveOut', answers: COORDINATOR_WRITES },
  {
    route: 'POST /moves/out/:id/destination',
    thing: 'moveOut',
    form: { municipality: '0482', movedOn: '2026-10-01' },
    answers: COORDINATOR_WRITES,
  },
  { route: 'POST /moves/out/:id/aside', thing: 'moveOut', form: { why: 'wrong' }, answers: COORDINATOR_WRITES },
  { route: 'GET /moves/in/:id', thing: 'moveIn', answers: COORDINATOR },
  { route: 'POST /moves/in/:id/reception', thing: 'moveIn', answers: COORDINATOR_WRITES },
  {
    route: 'POST /moves/in/:id/by-hand',
    thing: 'moveIn',
    form: { how: 'phone', receivedOn: '2026-10-14' },
    answers: COORDINATOR_WRITES,
  },
  { route: 'POST /moves/in/:id/refusal', thing: 'moveIn', form: { why: 'not_here' }, answers: COORDINATOR_WRITES },
  { route: 'POST /moves/in/:id/match', thing: 'moveIn', answers: COORDINATOR_WRITES },
  { route: 'POST /moves/in/:id/aside', thing: 'moveIn', answers: COORDINATOR_WRITES },
]

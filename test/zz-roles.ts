import { ROLES } from '../src/access/roles.ts'
const by: Record<string, string[]> = {}
for (const [code, r] of Object.entries(ROLES)) for (const right of r.rights) (by[right] ??= []).push(code)
for (const [k, v] of Object.entries(by)) console.log(k, v.join(' '))

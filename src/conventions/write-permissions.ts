import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderPermissions } from './permissions.ts'
import { ROOT } from './source.ts'

/** `npm run permissions`: writes docs/permissions.md from the matrix. */
writeFileSync(join(ROOT, 'docs/permissions.md'), renderPermissions())

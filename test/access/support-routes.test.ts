import { proveRoutes } from './routes-proof.ts'
import { SUPPORT_ROUTES } from './support-matrix.ts'

proveRoutes(SUPPORT_ROUTES)

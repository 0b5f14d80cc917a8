import type { Context, Database, Write } from '../../kernel/database.ts'
import type { SheetKind } from '../rows.ts'
import type { Mapping } from '../sheets/columns.ts'
import { publicFetch } from '../ss12000/public-fetch.ts'
import { applyPreviewed, receiveDelivery } from './actions.ts'
import { startWork } from './background.ts'
import { importFile } from './import.ts'
import { importSs12000 } from './import-ss12000.ts'
import type { Complete, DeliveryId } from './model.ts'
import type { Upload } from './upload.ts'

/** Who asks, and the surface that does the work for them. */
export type Asking = { readonly imports: Database; readonly domainId: string; readonly accountId: string }

type File = NonNullable<Upload['file']>

export type SheetRequest = {
  readonly sheet: SheetKind
  readonly file: File
  readonly complete: Complete | null
  readonly mapping: { readonly id: string; readonly mapping: Mapping } | null
}

/** Notes the delivery, in the log of the one who hands it over, before any work is done on it. */
export function noteSheet(tx: Write, { sheet, file, complete, mapping }: SheetRequest): Promise<DeliveryId> {
  return receiveDelivery(tx, {
    source: 'sheet',
    sheet,
    fileName: file.name,
    fileSize: file.size,
    fileSha256: file.sha256,
    mappingId: mapping?.id ?? null,
    complete,
    receivedBy: tx.actor.accountId,
  })
}

/** Reads the sheet and compares it, up to the preview; beside the request. */
export function previewSheet(asking: Asking, deliveryId: DeliveryId, asked: SheetRequest): Promise<void> {
  const { imports: db, domainId, accountId } = asking
  return startWork({ db, domainId, deliveryId, file: asked.file.path }, (machine, onProgress) =>
    importFile(
      db,
      machine,
      {
        path: asked.file.path,
        name: asked.file.name,
        sheet: asked.sheet,
        mapping: asked.mapping?.mapping ?? null,
        mappingId: asked.mapping?.id ?? null,
        complete: asked.complete,
        preview: true,
        by: accountId,
        deliveryId,
      },
      onProgress,
    ),
  )
}

/**
 * `name` is what the log calls the source; `from` an address or the path of a file; `hosts` those that may be reached although
 * they are in a private network.
 */
export type PullRequest = {
  readonly hosts: readonly string[]
  readonly from: string
  readonly name: string
  readonly token: string | null
  readonly file: File | null
}

export function notePull(tx: Write, { name, file }: PullRequest): Promise<DeliveryId> {
  return receiveDelivery(tx, {
    source: 'ss12000',
    sheet: null,
    fileName: name,
    fileSize: file?.size ?? null,
    fileSha256: file?.sha256 ?? null,
    mappingId: null,
    complete: null,
    receivedBy: tx.actor.accountId,
  })
}

export function previewPull(asking: Asking, deliveryId: DeliveryId, asked: PullRequest): Promise<void> {
  const { imports: db, domainId, accountId } = asking
  return startWork({ db, domainId, deliveryId, file: asked.file?.path ?? null }, (machine, onProgress) =>
    importSs12000(
      db,
      machine,
      {
        from: asked.from,
        name: asked.name,
        token: asked.token,
        fetch: publicFetch(asked.hosts),
        preview: true,
        by: accountId,
        deliveryId,
      },
      onProgress,
    ),
  )
}

/** Applies a previewed delivery, beside the request. */
export function applyDelivery({ imports: db, domainId, accountId }: Asking, deliveryId: DeliveryId): Promise<void> {
  return startWork({ db, domainId, deliveryId, file: null }, (machine: Context, onProgress) =>
    db.bulk(machine, (tx) => applyPreviewed(tx, deliveryId, { by: accountId, onProgress })),
  )
}

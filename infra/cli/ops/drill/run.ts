/** A drill: what was lost is restored beside what is there, checked, rebuilt, compared, and taken away again. */
import { pause } from '../../../../functions/environment.ts'
import { dynamoNotes } from '../../../../functions/rebuild/notes.ts'
import { rebuild } from '../../../../functions/rebuild/rebuild.ts'
import { generationsOn, ledgerOn } from '../../../../functions/stores.ts'
import type { LedgerVerified } from '../../../../functions/verification/ledger.ts'
import type { LogVerified } from '../../../../functions/verification/log.ts'
import { compareRestored, type RestoredCompared } from '../../../../functions/verification/restored.ts'
import { dynamoGenerations } from '../../../../functions/views/generation-row.ts'
import { dynamoRowScan } from '../../../../functions/views/scan.ts'
import { attempting } from '../aws-failure.ts'
import { dynamoDb } from '../clients.ts'
import { type Deployment, outputOf } from '../deployment.ts'
import { generationNamed, logOf } from '../opened.ts'
import type { Progress } from '../progress.ts'
import { checkLedger } from '../verify/checks.ts'
import { unlessDamaged } from './damaged.ts'
import { copy, createLike, drop, restore, scratchName, untilActive } from './tables.ts'

export type Phase = { phase: 'restore' | 'verify' | 'rebuild' | 'compare' | 'clean'; minutes: number }
export type Drilled = {
  asOf: string
  phases: readonly Phase[]
  minutes: number
  ledger: LedgerVerified
  log?: LogVerified
  views: RestoredCompared
  /** The scratch table that holds the restored ledger, where it was to be kept. */
  kept?: string
}

type Wanted = {
  /** As the ledger stood then; as late as can be without it. */
  at?: Date | undefined
  keep: boolean
  /** For each of the tables to be there. */
  waitMs: number
  bar: Progress
}

const segments = 4

export async function drill(deployment: Deployment, { at, keep, waitMs, bar }: Wanted): Promise<Drilled> {
  const client = dynamoDb(deployment)
  const [ledgerTable, viewsTable] = [outputOf(deployment, 'LedgerTable'), outputOf(deployment, 'ViewsTable')]
  const log = await logOf(deployment)
  const startedAt = new Date()
  const scratchLedger = scratchName(deployment.stage, startedAt, 'ledger')
  const scratchViews = scratchName(deployment.stage, startedAt, 'views')
  const phases: Phase[] = []
  const timed = async <T>(phase: Phase['phase'], work: () => Promise<T>): Promise<T> => {
    const begunMs = Date.now()
    bar.at(phase, 0)
    const done = await attempting(`the drill broke off at ${phase}`, work)
    phases.push({ phase, minutes: Math.round((Date.now() - begunMs) / 600) / 100 })
    return done
  }
  let isRestored = false
  const mine = () => [...(keep && isRestored ? [] : [scratchLedger]), scratchViews]
  const clean = () =>
    timed('clean', async () => void (await Promise.all(mine().map((name) => drop(client, name)))))
  try {
    const asOf = await timed('restore', async () => {
      const waiting = { waitMs, nowMs: Date.now, pause }
      const tablesAreThere = () =>
        Promise.all([scratchLedger, scratchViews].map((name) => untilActive(client, name, waiting)))
      await createLike(client, viewsTable, scratchViews)
      if (deployment.awsUrl === undefined) {
        const restoredTo = await restore(client, ledgerTable, scratchLedger, at)
        await tablesAreThere()
        return restoredTo
      }
      await createLike(client, ledgerTable, scratchLedger)
      await tablesAreThere()
      return copy(client, ledgerTable, scratchLedger, { at, progress: (items) => bar.at('restore', items) })
    })
    isRestored = true
    const restored = ledgerOn(client, scratchLedger)
    const checked = await timed('verify', () =>
      checkLedger({ ledger: restored, log, asOf: asOf.toISOString(), bar }),
    )
    await timed('rebuild', () =>
      // It holds every row against an independent fold before it is content.
      unlessDamaged(checked, () =>
        rebuild({
          ledger: restored,
          generations: dynamoGenerations(client, scratchViews),
          notes: dynamoNotes(client, scratchViews),
          open: generationsOn(client, scratchViews),
          rowsOf: (n) => dynamoRowScan(client, scratchViews, n),
          ...{ settleMs: 0, segments, clockMarginMs: 1_000, nowMs: Date.now, pause },
          report: ({ step, done, of }) => bar.at(`rebuild, ${step}`, done, of),
        }),
      ),
    )
    const { rows } = await generationNamed(deployment)
    const compared = await timed('compare', () =>
      compareRestored({
        ...{ restored, live: ledgerOn(client, ledgerTable), rows, pause },
        progress: (subjects) => bar.at('compare', subjects),
      }),
    )
    await clean()
    const minutes = Math.round(phases.reduce((sum, phase) => sum + phase.minutes, 0) * 100) / 100
    const kept = keep ? { kept: scratchLedger } : {}
    return { asOf: asOf.toISOString(), phases, minutes, ...checked, views: compared, ...kept }
  } catch (error) {
    await clean().catch(() => process.stderr.write(`${mine().join(' and ')} may still be there: --clean\n`))
    if (keep && isRestored) process.stderr.write(`${scratchLedger} is kept\n`)
    throw error
  }
}

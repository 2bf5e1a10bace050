/** What AWS asks for, and what was measured: two files that people edit or renew (docs/prices). */
import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { CommandFailed } from '../../failure.ts'

const Price = z.strictObject({
  usd: z.number().nonnegative(),
  /** The price is for so many units. */
  per: z.number().positive(),
  unit: z.string(),
  /** Which of AWS's pages says so. */
  page: z.string(),
  asOf: z.string().regex(/^\d{4}-\d{2}$/),
})
const Assumption = z.strictObject({ value: z.number().nonnegative(), why: z.string() })

const PriceFile = z.strictObject({
  region: z.string(),
  note: z.string(),
  prices: z.strictObject({
    httpRequest: Price,
    invocation: Price,
    gibSecond: Price,
    writeUnit: Price,
    readUnit: Price,
    tableGibMonth: Price,
    recoveryGibMonth: Price,
    busEntry: Price,
    archiveGib: Price,
    archiveGibMonth: Price,
    queueRequest: Price,
    keyMonth: Price,
    keySignature: Price,
    secretMonth: Price,
    objectPut: Price,
    objectGibMonth: Price,
    logGib: Price,
    alarmMonth: Price,
    dashboardMonth: Price,
    metricMonth: Price,
    trace: Price,
    clientMonth: Price,
    tokenRequest: Price,
    trafficOutGib: Price,
    edgeRequest: Price,
    firewallMonth: Price,
    firewallRuleMonth: Price,
    firewallRequest: Price,
  }),
  assumptions: z.strictObject({
    gibSecondsPerEventAlone: Assumption,
    gibSecondsPerEventTogether: Assumption,
    gibSecondsPerRead: Assumption,
    logBytesPerEvent: Assumption,
    tracedShare: Assumption,
    agencies: Assumption,
    tokensPerAgencyMonth: Assumption,
    customMetrics: Assumption,
    alarms: Assumption,
    pollsPerMonth: Assumption,
    sweepReadUnitsPerEventMonth: Assumption,
  }),
})
export type PriceFile = z.infer<typeof PriceFile>
export type PriceId = keyof PriceFile['prices']

const units = z.number().nonnegative()
const PerEvent = z.strictObject({
  ledgerReadUnits: units,
  ledgerWriteUnits: units,
  viewReadUnits: units,
  viewWriteUnits: units,
  logReadUnits: units,
  logWriteUnits: units,
  storeRequests: units,
  ledgerBytes: units,
  viewBytes: units,
  logBytes: units,
  busEntries: units,
  busBytes: units,
  invocations: units,
})
export type PerEvent = z.infer<typeof PerEvent>
const Read = z.strictObject({ path: z.string(), readUnits: units, storeRequests: units, answerBytes: units })

const Measured = z.strictObject({
  measuredOn: z.iso.date(),
  events: z.int().positive(),
  mix: z.record(z.string(), z.int()),
  /** An event that comes by itself. */
  alone: PerEvent,
  /** One of many in a request. */
  inBatches: PerEvent,
  bucket: z.strictObject({ seizures: z.int(), viewReadUnits: units, viewReadUnitsEmpty: units }),
  idleRun: z.strictObject({ logReadUnits: units, logWriteUnits: units }),
  reads: z.strictObject({ routeCard: Read, listPage: Read }),
})
export type Measured = z.infer<typeof Measured>

export const readPrices = (file: string): Promise<PriceFile> => parsed(file, PriceFile)
export const readMeasured = (file: string): Promise<Measured> => parsed(file, Measured)

async function parsed<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CommandFailed('usage', `${file}: no such file`, { cause })
  })
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message
    throw new CommandFailed('usage', `${file}: ${why}`, { cause })
  }
}

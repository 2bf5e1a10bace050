import { randomUUID } from 'node:crypto'
import type { Chaos } from './chaos.ts'
import { compilePattern, matches, type Pattern } from './events-patterns.ts'
import type { Resources, RuleSpec, TargetSpec } from './resources.ts'
import { busName } from './wiring-events.ts'

/** One entry of PutEvents. */
export type PutEntry = {
  Source?: string
  DetailType?: string
  Detail?: string
  EventBusName?: string
  Time?: number | string
  Resources?: string[]
}
export type PutResult = { EventId: string } | { ErrorCode: string; ErrorMessage: string }
export type PutAnswer = { FailedEntryCount: number; Entries: PutResult[] }

/** Hands an event over to a target, durably. */
export type Deliver = (target: TargetSpec, event: object, rule: RuleSpec) => void

/** What EventBridge refuses as a whole. */
export class BusError extends Error {}

const entriesMax = 10
const bytesMax = 1024 * 1024 // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html

type CompiledRule = { rule: RuleSpec; pattern: Pattern }

/** The event buses and their rules. Throws, naming the rule, for a pattern that EventBridge would refuse. */
export class Bus {
  private readonly resources: Resources
  private readonly deliver: Deliver
  private readonly chaos: Chaos
  private readonly rules = new Map<string, CompiledRule[]>()

  constructor(resources: Resources, deliver: Deliver, chaos: Chaos) {
    this.resources = resources
    this.deliver = deliver
    this.chaos = chaos
    for (const bus of resources.buses) this.rules.set(bus, [])
    for (const rule of resources.rules) if (rule.pattern !== undefined) this.add(rule)
  }

  /** What the targets get is kept when this returns. `account` is that of who calls. */
  putEvents(entries: readonly PutEntry[], account = this.resources.account): PutAnswer {
    if (entries.length === 0 || entries.length > entriesMax)
      throw new BusError(`PutEvents takes 1 to ${entriesMax} entries`)
    if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > bytesMax)
      throw new BusError('Total size of the entries in the request is over the limit.')
    const results = entries.map((entry) => this.put(entry, account))
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results }
  }

  private add(rule: RuleSpec): void {
    const rules = this.rules.get(rule.bus)
    if (!rules) throw new Error(`Rule ${rule.name} is on the bus ${rule.bus}, which no stack declares`)
    try {
      rules.push({ rule, pattern: compilePattern(rule.pattern) })
    } catch (error) {
      throw new Error(`Rule ${rule.name}: Event pattern is not valid. ${(error as Error).message}`)
    }
  }

  private put(entry: PutEntry, account: string): PutResult {
    if (this.chaos.happens('putEventsFail'))
      return { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }
    const refusal = refusalOf(entry)
    if (refusal) return refusal
    const rules = this.rules.get(busName(entry.EventBusName ?? 'default'))
    if (!rules)
      return {
        ErrorCode: 'ResourceNotFoundException',
        ErrorMessage: `Event bus ${entry.EventBusName} does not exist.`,
      }
    const event = this.envelope(entry, account)
    for (const { rule, pattern } of rules)
      if (matches(pattern, event))
        for (const target of rule.targets) if (!this.chaos.happens('drop')) this.deliver(target, event, rule)
    return { EventId: event.id }
  }

  private envelope(entry: PutEntry, account: string) {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': entry.DetailType,
      source: entry.Source,
      account,
      time: instant(entry.Time),
      region: this.resources.region,
      resources: entry.Resources ?? [],
      detail: JSON.parse(entry.Detail ?? '{}') as unknown,
    }
  }
}

/** In whole seconds; `given` is seconds since 1970, as the protocol has it, or a date. */
export function instant(given?: number | string): string {
  const milliseconds =
    typeof given === 'number' ? given * 1000 : given === undefined ? Date.now() : Date.parse(given)
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

function refusalOf({ Source, DetailType, Detail }: PutEntry): PutResult | undefined {
  const missing = Object.entries({ Source, DetailType, Detail }).find(([, value]) => !value)
  if (missing)
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing[0]} is not valid. Reason: required.`,
    }
  if (Source?.startsWith('aws.'))
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    }
  return isObject(Detail ?? '')
    ? undefined
    : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
}

function isObject(json: string): boolean {
  try {
    const value = JSON.parse(json) as unknown
    return value !== null && typeof value === 'object' && !Array.isArray(value)
  } catch {
    return false
  }
}

/** As EventBridge's guide computes it: 14 bytes for a time, and every text in UTF-8. */
function sizeOf({ Source = '', DetailType = '', Detail = '', Resources = [], Time }: PutEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources]
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14)
}

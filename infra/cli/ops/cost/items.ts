/** What a stage costs, item by item: measured amounts times prices. Pure. */
import type { Stage } from '../../../stages.ts'
import type { Measured, PerEvent, PriceFile, PriceId } from './prices.ts'

export type Item = { what: string; amount: number; price: PriceId; usd: number }
/** Shares of a bill, US dollars each. */
export type Bill = { items: Item[]; usd: number }

export type Asked = { events: number; stage: Stage; prices: PriceFile; measured: Measured }

const gib = 2 ** 30
const hoursPerMonth = 730

/** Recording so many events, each in a request of its own or many in one; paid once. */
export function recording({ events, stage, prices, measured }: Asked, how: 'alone' | 'inBatches'): Bill {
  const per: PerEvent = measured[how]
  const { assumptions } = prices
  const isAlone = how === 'alone'
  const requests = isAlone ? 1 : 1 / measured.events
  const gibSeconds = assumptions[isAlone ? 'gibSecondsPerEventAlone' : 'gibSecondsPerEventTogether'].value
  // A message is sent, received and deleted; ten share a call where there are many.
  const queueRequests = isAlone ? 3 : 1.2
  const amounts: [string, PriceId, number][] = [
    ['requests to the API', 'httpRequest', requests],
    ['calls of functions', 'invocation', per.invocations],
    ['time of functions (assumed)', 'gibSecond', gibSeconds],
    ['writes to the ledger', 'writeUnit', per.ledgerWriteUnits],
    ['writes to the views', 'writeUnit', per.viewWriteUnits],
    ['writes to the log', 'writeUnit', per.logWriteUnits],
    ['reads of the ledger', 'readUnit', per.ledgerReadUnits],
    ['reads of the views', 'readUnit', per.viewReadUnits],
    ['reads of the log', 'readUnit', per.logReadUnits],
    ['facts on the bus', 'busEntry', per.busEntries * Math.ceil(per.busBytes / per.busEntries / 65_536)],
    ['facts into the archive', 'archiveGib', per.busBytes / gib],
    ['messages', 'queueRequest', per.busEntries * queueRequests],
    ['logs (assumed)', 'logGib', assumptions.logBytesPerEvent.value / gib],
    ['traces (assumed)', 'trace', per.invocations * assumptions.tracedShare.value],
    ...edgeOf(stage, requests),
  ]
  return bill(
    prices,
    amounts.map(([what, price, amount]) => [what, price, amount * events]),
  )
}

/** Keeping so many events; paid every month. */
export function keeping({ events, stage, prices, measured: { alone } }: Asked): Bill {
  const tables = ((alone.ledgerBytes + alone.viewBytes + alone.logBytes) * events) / gib
  const days = Math.min(stage.archiveDays, 30)
  return bill(prices, [
    ['ledger, views and log', 'tableGibMonth', tables],
    ['their point-in-time recovery', 'recoveryGibMonth', tables],
    ['archive of facts of a month', 'archiveGibMonth', ((alone.busBytes * events) / gib) * (days / 30)],
    [
      'the sweeper, which walks the ledger (assumed)',
      'readUnit',
      prices.assumptions.sweepReadUnitsPerEventMonth.value * events,
    ],
  ])
}

/** What is paid every month without a single event. */
export function standing({ stage, prices, measured }: Omit<Asked, 'events'>): Bill {
  const { assumptions } = prices
  const runs = (hoursPerMonth * 60) / stage.logMinutes
  const on = stage.edge?.on === true
  return bill(prices, [
    ['clients of agencies (assumed: how many)', 'clientMonth', assumptions.agencies.value],
    [
      'their tokens (assumed)',
      'tokenRequest',
      assumptions.agencies.value * assumptions.tokensPerAgencyMonth.value,
    ],
    ['keys', 'keyMonth', on ? 5 : 4],
    ['secrets', 'secretMonth', on ? 2 : 1],
    ['own metrics (assumed)', 'metricMonth', assumptions.customMetrics.value],
    ['alarms (assumed)', 'alarmMonth', assumptions.alarms.value],
    ['dashboards', 'dashboardMonth', 2],
    ['empty queues looked at (assumed)', 'queueRequest', assumptions.pollsPerMonth.value],
    ['the log grows by padding: writes', 'writeUnit', measured.idleRun.logWriteUnits * runs],
    ['the log: objects', 'objectPut', runs],
    ['the log: signatures', 'keySignature', runs],
    ...(on
      ? ([
          ['firewall', 'firewallMonth', 1],
          ['its rules', 'firewallRuleMonth', 4],
        ] as [string, PriceId, number][])
      : []),
  ])
}

/** A million answers of one kind. */
export function reading(asked: Omit<Asked, 'events'>, which: keyof Measured['reads']): Bill {
  const { stage, prices, measured } = asked
  const { readUnits, answerBytes } = measured.reads[which]
  const amounts: [string, PriceId, number][] = [
    ['requests to the API', 'httpRequest', 1],
    ['calls of functions', 'invocation', 1],
    ['time of functions (assumed)', 'gibSecond', prices.assumptions.gibSecondsPerRead.value],
    ['reads of views and ledger', 'readUnit', readUnits],
    ['answers', 'trafficOutGib', answerBytes / gib],
    ...edgeOf(stage, 1),
  ]
  return bill(
    prices,
    amounts.map(([what, price, amount]) => [what, price, amount * 1_000_000]),
  )
}

const edgeOf = ({ edge }: Stage, requests: number): [string, PriceId, number][] =>
  edge?.on
    ? [
        ['requests to the edge', 'edgeRequest', requests],
        ['requests to the firewall', 'firewallRequest', requests],
      ]
    : []

function bill({ prices }: PriceFile, amounts: readonly [string, PriceId, number][]): Bill {
  const items = amounts.map(([what, price, amount]) => {
    const { usd, per } = prices[price]
    return { what, price, amount, usd: (amount / per) * usd }
  })
  return { items, usd: items.reduce((sum, { usd }) => sum + usd, 0) }
}

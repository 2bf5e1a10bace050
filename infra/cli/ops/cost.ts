/** `rw ops cost`: what so many events cost, from prices that people edit and amounts that were measured. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { projectDir } from '../../project-dir.ts'
import { stageOf } from '../../stages.ts'
import { CommandFailed } from '../failure.ts'
import { type Asked, keeping, reading, recording, standing } from './cost/items.ts'
import { type Measured, type PriceFile, readMeasured, readPrices } from './cost/prices.ts'
import { replaced, table } from './cost/tables.ts'

const pricesDir = join(projectDir, 'docs/prices')
const eventsMax = 1e12

type Options = { events: number; stage: string; prices?: string; json?: boolean; write?: string }

export function addCost(ops: Command): void {
  ops
    .command('cost')
    .description('what so many events cost, item by item; nothing is asked of AWS')
    .option('--events <n>', 'how many', wholeNumber, 1_000_000)
    .option('--stage <stage>', 'as whose settings say', 'prod')
    .option('--prices <file>', "prices (default: docs/prices/<the stage's region>.json)")
    .option('--write <file>', 'put the tables between the markers of this file')
    .option('--json', 'end stdout with one JSON object on one line')
    .action(async (options: Options) => {
      const { bills, text } = await costs(options)
      if (options.write !== undefined) await writeInto(options.write, text)
      console.log(options.json ? JSON.stringify(bills) : text)
    })
}

async function costs({ events, stage: name, prices: file }: Options) {
  const stage = stageOr(name)
  const prices = await readPrices(file ?? join(pricesDir, `${stage.region}.json`))
  const measured = await readMeasured(join(pricesDir, 'measured.json'))
  const bills = billsOf({ events, stage, prices, measured })
  return { bills, text: textOf(bills, prices, measured) }
}

const billsOf = (asked: Asked) => ({
  events: asked.events,
  stage: asked.stage.name,
  recordingAlone: recording(asked, 'alone'),
  recordingInBatches: recording(asked, 'inBatches'),
  keepingMonthly: keeping(asked),
  standingMonthly: standing(asked),
  millionRouteCards: reading(asked, 'routeCard'),
  millionListPages: reading(asked, 'listPage'),
})
type Bills = ReturnType<typeof billsOf>

function textOf(bills: Bills, prices: PriceFile, measured: Measured): string {
  const count = new Intl.NumberFormat('en').format(bills.events)
  const { bucket, reads } = measured
  const sections: [string, string, keyof Omit<Bills, 'events' | 'stage'>][] = [
    [`Recording ${count} events, each in a request of its own`, 'Paid once.', 'recordingAlone'],
    [`Recording ${count} events, ${measured.events} in a request`, 'Paid once.', 'recordingInBatches'],
    [`Keeping ${count} events`, 'Paid every month.', 'keepingMonthly'],
    ['Without a single event', 'Paid every month.', 'standingMonthly'],
    ['A million route cards', `\`GET ${reads.routeCard.path}\`, as an agency.`, 'millionRouteCards'],
    ['A million pages of a list', `\`GET ${reads.listPage.path}\`, as an agency.`, 'millionListPages'],
  ]
  const slope = (bucket.viewReadUnits - bucket.viewReadUnitsEmpty) / (bucket.seizures - 1)
  return [
    `Stage ${bills.stage}, ${prices.region}; amounts measured on ${measured.measuredOn}. ${prices.note}`,
    ...sections.flatMap(([title, when, bill]) => [`### ${title}`, when, table(bills[bill], prices)]),
    'A total is summed anew with every seizure that belongs to it: a seizure reads about ' +
      `${(slope * 100).toFixed(0)} more units of the views for every 100 that lie in its country and month already.`,
  ].join('\n\n')
}

async function writeInto(file: string, text: string): Promise<void> {
  const document = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CommandFailed('usage', `${file}: no such file`, { cause })
  })
  const renewed = replaced(document, text)
  if (renewed === undefined) throw new CommandFailed('usage', `${file} has no markers for the tables`)
  await writeFile(file, renewed)
}

function stageOr(name: string) {
  try {
    return stageOf(name)
  } catch (cause) {
    throw new CommandFailed('usage', (cause as Error).message, { cause })
  }
}

function wholeNumber(text: string): number {
  const value = /^\d{1,13}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= 1 && value <= eventsMax))
    throw new InvalidArgumentError(`a whole number from 1 to ${eventsMax}`)
  return value
}

/** The bills as tables, for a terminal and for docs/cost.md alike. */
import type { Bill } from './items.ts'
import type { PriceFile } from './prices.ts'

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const small = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })
const amountText = (amount: number) => (amount >= 100 ? number : small).format(amount)

const usdText = (usd: number) => (usd >= 0.005 || usd === 0 ? usd.toFixed(2) : '< 0.01')

/** One row per item, most expensive first, the sum last. Columns are padded: it reads well unrendered. */
export function table(bill: Bill, { prices }: PriceFile): string {
  const sorted = [...bill.items].sort((a, b) => b.usd - a.usd)
  const rows = [
    ['item', 'amount', 'of', 'USD'],
    ...sorted.map(({ what, amount, price, usd }) => [
      what,
      amountText(amount),
      prices[price].unit,
      usdText(usd),
    ]),
    ['**in all**', '', '', `**${usdText(bill.usd)}**`],
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, n) => (n % 2 ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0))).join(' | ')} |`
  const [head = [], ...body] = rows
  const rule = `|${widths.map((width, n) => ` ${'-'.repeat(width - (n % 2))}${n % 2 ? ':' : ''} `).join('|')}|`
  return [line(head), rule, ...body.map(line)].join('\n')
}

const [begin, end] = ['<!-- cost: generated, see npm run measure:cost -->', '<!-- cost: end -->']

/** The document with the text between its markers replaced. Undefined where it has none. */
export function replaced(document: string, text: string): string | undefined {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)]
  if (from < 0 || to < from) return undefined
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`
}

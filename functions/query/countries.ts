/** Countries as a list: those with a reported role, and those that the reader sees seizures in or routes through. */
import { statisticsItems } from '../../domain/statistics.ts'
import { read } from '../views/reading.ts'
import type { BlockReader } from './block.ts'
import type { ListRow } from './lists.ts'
import type { Body } from './present.ts'
import { totalsOf } from './totals.ts'

const stride = 500

/** All of them, by code: there are no more than there are countries. */
export function countryRows(reader: BlockReader): () => Promise<readonly ListRow[]> {
  return async () => {
    const [reported, totals, routes] = await Promise.all([
      whole('list/countries', reader),
      totalsOf('country', 'ever', reader),
      whole('list/routes', reader),
    ])
    const seized = statisticsItems({ dimension: 'country', substance: false, month: false }, totals)
    const passed = routes
      .filter(({ body }) => body.status !== 'retracted')
      .flatMap(({ body }) => rolesIn(body))
    const rows = [...seized, ...passed].map(({ country }) => bare(String(country)))
    // What is reported of a country stands before what is only known of it.
    const bySort = new Map([...rows, ...reported].map((row) => [row.sort, row]))
    return [...bySort.values()].sort((one, other) => (one.sort < other.sort ? -1 : 1))
  }
}

/** As the card of a country that nothing is recorded of. */
function bare(country: string): ListRow {
  const sort = country.toLowerCase()
  return { sort, body: { subject: `countries/${sort}`, version: 0, country, roles: [] } }
}

function rolesIn({ countryRoles }: Body): readonly { country: string }[] {
  return (countryRoles ?? []) as readonly { country: string }[]
}

async function whole(partition: string, { views, label }: BlockReader): Promise<readonly ListRow[]> {
  const rows: ListRow[] = []
  for (let after: string | undefined, more = true; more; ) {
    const place = { partition, reader: label, limit: stride }
    const page = await read(views, { ...place, ...(after !== undefined && { after }) })
    rows.push(...page.rows.map(({ sort, body }) => ({ sort, body: body as Body })))
    more = page.more
    after = page.rows.at(-1)?.sort
  }
  return rows
}

import type { TableSpec } from './resources.ts'
import type { Tables } from './tables.ts'

/** Whether the ledger has the first event of an agency, and so whether it can have a token. */
export function agencyRegister(
  tables: Tables,
  specs: readonly TableSpec[],
): (agencyId: string) => Promise<boolean> {
  const ledger = specs.find(
    ({ streamArn, hash, range }) =>
      streamArn !== undefined && hash.name === 'subject' && range?.name === 'sequence',
  )
  return async (agencyId) => {
    if (!ledger || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(agencyId)) return false
    const { Item } = (await tables.call('GetItem', {
      TableName: ledger.name,
      Key: { subject: { S: `agencies/${agencyId}` }, sequence: { N: '1' } },
      ConsistentRead: true,
    })) as { Item?: object }
    return Item !== undefined
  }
}

import type { TableSpec } from './resources.ts'
import type { Offered } from './sign-in-page.ts'
import type { Tables } from './tables.ts'
import { type IssuerNeeds, issueToken } from './token-issuer.ts'

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

const listedMax = 500

/** The agencies that the API tells the centre of: none before the centre itself is registered. */
export async function agenciesTold(apiUrl: string, issuer: IssuerNeeds): Promise<Offered[]> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'centre',
    client_secret: 'local-centre',
  })
  const asked = { contentType: 'application/x-www-form-urlencoded', form: form.toString() }
  const { status, body } = await issueToken(asked, issuer)
  if (status !== 200) return []
  const { access_token: token } = body as { access_token: string }
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${apiUrl}/v1/agencies?limit=${listedMax}`, { headers })
  if (!answer.ok) throw new Error(`The API tells of no agencies: ${answer.status}`)
  const { items } = (await answer.json()) as { items: Told[] }
  return items.map(({ subject, names, status: standing }) => ({
    agencyId: subject.slice('agencies/'.length),
    name: names.en ?? '',
    isSuspended: standing !== 'active',
  }))
}

type Told = { subject: string; names: Record<string, string>; status: string }

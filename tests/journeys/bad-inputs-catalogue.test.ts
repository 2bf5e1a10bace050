import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectDir } from '../../infra/project-dir.ts'

/** The catalogue of bad inputs lies beside the project; where it does, no case of it is forgotten. */

const catalogue = join(projectDir, '../shared/bad-inputs.json')
const tested = [
  'bad-seizures.ts',
  'bad-events.ts',
  'bad-changes.ts',
  'bad-requests.ts',
  'bad-requests-tests.ts',
  'bad-tokens-tests.ts',
  'suspension-tests.ts',
]

const notOurs: Record<string, string> = {
  'slow-body': 'the gateway answers it; tests/infra/local has it with a short limit',
  'idempotency-replay-after-24h': 'ids are kept as long as the ledger: there is no time to wait for',
  'idempotency-replay-other-token-same-agency': 'stands in bad-tokens-tests.ts as a fresh token',
  'idempotency-replay-key-order': 'stands in bad-requests-tests.ts as another spelling',
  'idempotency-other-agency-same-key': 'stands in bad-requests-tests.ts with it',
  'webhook-url-decimal-ip': 'there are no webhooks',
  'webhook-url-redirect': 'there are no webhooks',
  'webhook-url-userinfo': 'there are no webhooks',
  'storage-unavailable': 'needs a store that fails; tests/functions has it',
  'aud-missing': 'access tokens as Cognito issues them have no aud',
  'mtls-cert-token-mismatch': 'tokens are not bound to certificates',
  'httpsig-missing-on-write': 'requests are not signed',
  'httpsig-digest-not-covered': 'requests are not signed',
  'httpsig-digest-mismatch': 'requests are not signed',
  'httpsig-replay': 'requests are not signed',
  'httpsig-created-old': 'requests are not signed',
  'public-route-with-bad-token': 'every bad token is tried on public paths too',
  'read-other-agency-originator-tier': 'access.int.test.ts compares it with what is missing',
  'event-id-not-uuid': 'any printable id is allowed',
  'event-id-uppercase-uuid': 'ids are compared as they are',
  'event-id-nil-uuid': 'any printable id is allowed',
  'speaker-not-visible': 'speakers are offices, not subjects',
  'read-after-erasure': 'a redacted payload is shown as redacted, the rest stays',
  'times-not-increasing': 'legs have no times',
  'change-version-float': 'If-Match takes entity tags alone; bad-requests-tests.ts sends others',
  'change-supersedes-cycle': 'nothing supersedes',
  'change-concurrent-storm': 'concurrency-tests.ts',
  'tier-narrow-after-public': 'narrowing-tests.ts',
  'geojson-polygon-open': 'places are points',
}

it.skipIf(!existsSync(catalogue))('every case of the catalogue is tested or said to be none of ours', () => {
  const cases = (JSON.parse(readFileSync(catalogue, 'utf8')) as { name: string }[]).map(({ name }) => name)
  const texts = tested.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n')
  // A name may be part of another.
  const isNamed = (name: string) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(texts)
  expect(cases.filter((name) => !(name in notOurs) && !isNamed(name))).toStrictEqual([])
  expect(Object.keys(notOurs).filter((name) => !cases.includes(name))).toStrictEqual([])
})

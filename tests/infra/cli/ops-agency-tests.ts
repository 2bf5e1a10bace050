import { beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../../infra/cli/connection.ts'
import { createClient } from '../../../infra/cli/ops/agency/pool.ts'
import { cognito } from '../../../infra/cli/ops/clients.ts'
import { deploymentOf, outputOf } from '../../../infra/cli/ops/deployment.ts'
import { route } from '../../journeys/events.ts'
import type { Journey } from '../../journeys/journey.ts'
import { poisoned } from './poisoned.ts'
import { ran } from './running.ts'

let journey: Journey
beforeAll(async () => {
  journey = (await poisoned()).journey
})

const rw = (args: string[], env: Record<string, string> = {}) =>
  ran(['ops', 'agency', ...args], journey.dataDir, { RW_DATA: journey.dataDir, ...env })
const told = async (...args: string[]) => (await rw([...args, '--json'])).last()
const about = [
  '--kind',
  'participating-state',
  '--name',
  'en=Customs of X',
  '--authority',
  'customs',
  '--country',
  'UZ',
]
const add = (id: string, ...more: string[]) => ['add', id, ...about, ...more]
type Made = { clientId: string; clientSecret: string }

/** What a call with these credentials is answered. */
async function posting(agency: string, { clientId, clientSecret }: Made, slug: string): Promise<number> {
  const client = connect({ base: journey.url, agency, secret: clientSecret, clientId })
  const answer = await client
    .request('POST', '/v1/events', {
      contentType: 'application/cloudevents+json',
      body: JSON.stringify(route(agency, slug)),
    })
    .catch(() => undefined)
  return answer?.status ?? 0
}
const local = (agency: string): Made => ({ clientId: agency, clientSecret: `local-${agency}` })

describe('an agency', () => {
  let made: Made
  it('is added by a plan that is agreed to, and posts by its client and, locally, by its own id', async () => {
    expect(await told(...add('uz-customs'))).toStrictEqual({
      target: expect.stringMatching(/^stage local, http/),
      plan: expect.any(Array),
      done: false,
    })
    expect((await journey.get('/v1/agencies/uz-customs', 'centre')).status).toBe(404)
    const answer = await told(...add('uz-customs', '--name', 'ru=Таможня', '--yes'))
    made = { clientId: String(answer.clientId), clientSecret: String(answer.clientSecret) }
    expect(answer).toMatchObject({
      done: true,
      agencyId: 'uz-customs',
      clientId: expect.stringMatching(/^[a-z0-9]{26}$/),
      tokenUrl: `${journey.url}/oauth2/token`,
    })
    expect((await journey.get('/v1/agencies/uz-customs', 'centre')).body).toMatchObject({
      names: { en: 'Customs of X', ru: 'Таможня' },
      kind: 'participating-state',
      country: 'UZ',
      status: 'active',
    })
    expect(await posting('uz-customs', made, 'by-client')).toBe(201)
    expect(await posting('uz-customs', local('uz-customs'), 'by-id')).toBe(201)
    expect(await posting('uz-customs', { ...made, clientSecret: 'local-uz-customs' }, 'by-guess')).toBe(0)
  })

  it('gets a second secret, keeps both, and then the newer', async () => {
    expect(await told('rotate', 'uz-customs')).toMatchObject({ done: false })
    const { clientSecret } = await told('rotate', 'uz-customs', '--yes')
    const newer = { ...made, clientSecret: String(clientSecret) }
    expect(newer.clientSecret).not.toBe(made.clientSecret)
    expect([
      await posting('uz-customs', made, 'one'),
      await posting('uz-customs', newer, 'two'),
    ]).toStrictEqual([201, 201])
    expect(await rw(['rotate', 'uz-customs', '--yes'])).toMatchObject({
      exit: 1,
      err: expect.stringContaining('two secrets, and can have no third'),
    })
    expect((await rw(['rotate', 'uz-customs', '--finish', '--abandon', '--yes'])).exit).toBe(2)
    expect((await rw(['rotate', 'uz-customs', '--finish', '--yes'])).exit).toBe(0)
    expect([
      await posting('uz-customs', made, 'three'),
      await posting('uz-customs', newer, 'four'),
    ]).toStrictEqual([0, 201])
    expect(await rw(['rotate', 'uz-customs', '--finish', '--yes'])).toMatchObject({
      exit: 1,
      err: expect.stringContaining('nothing to finish'),
    })
    made = newer
    const third = {
      ...made,
      clientSecret: String((await told('rotate', 'uz-customs', '--yes')).clientSecret),
    }
    expect(await told('rotate', 'uz-customs', '--abandon', '--yes')).toMatchObject({ done: true })
    expect([
      await posting('uz-customs', made, 'five'),
      await posting('uz-customs', third, 'six'),
    ]).toStrictEqual([201, 0])
  })

  it('is suspended and reinstated, within five seconds', async () => {
    const turn = (verb: string) => told(verb, 'uz-customs', '--reason', 'An audit', '--yes')
    expect(await told('suspend', 'uz-customs', '--reason', 'An audit')).toMatchObject({ done: false })
    expect(await posting('uz-customs', made, 'before')).toBe(201)
    expect(await turn('suspend')).toMatchObject({ done: true, status: 'suspended' })
    expect(await until(async () => (await posting('uz-customs', made, 'after')) === 403)).toBeLessThan(5_000)
    expect(await rw(['suspend', 'uz-customs', '--reason', 'x', '--yes'])).toMatchObject({
      exit: 1,
      err: 'uz-customs is suspended already\n',
    })
    expect(await turn('reinstate')).toMatchObject({ done: true, status: 'active' })
    expect(await until(async () => (await posting('uz-customs', made, 'again')) === 201)).toBeLessThan(5_000)
    expect((await rw(['reinstate', 'uz-customs', '--reason', 'x', '--yes'])).exit).toBe(1)
  })

  it('is added after all when the first try broke off between pool and register', async () => {
    const deployment = await deploymentOf({ stage: 'local', data: journey.dataDir })
    const pool = { client: cognito(deployment), poolId: outputOf(deployment, 'UserPoolId') }
    const left = await createClient('tj-customs', pool)
    expect((await told(...add('tj-customs'))).plan).toContain(
      `the client ${left.clientId} of an earlier try is taken`,
    )
    expect(await told(...add('tj-customs', '--yes'))).toMatchObject({ done: true, ...left })
    expect(await posting('tj-customs', left, 'tj')).toBe(201)
  })
})

/** Milliseconds until it holds. */
async function until(holds: () => Promise<boolean>): Promise<number> {
  const begun = Date.now()
  while (!(await holds())) if (Date.now() - begun > 10_000) break
  return Date.now() - begun
}

describe('a refusal changes nothing:', () => {
  it.each<[string, string[], number, RegExp]>([
    ['one that is there', add('uz-customs', '--yes'), 1, /registered already, as client .*rotate uz-customs/],
    [
      'another kind',
      ['add', 'uz-customs', ...about, '--kind', 'observer', '--yes'],
      1,
      /a kind never changes/,
    ],
    ['a second centre', ['add', 'x', ...about, '--kind', 'centre', '--yes'], 2, /there is one centre/],
    [
      'a slip',
      ['add', 'x', ...about, '--kind', 'participating-stat'],
      2,
      /--kind: .*\(participating-state\)/,
    ],
    ['no authority', ['add', 'x', ...about, '--authority', 'the bureau'], 2, /one of police, .*, other\)/],
    ['no country at all', ['add', 'x', ...about, '--country', 'Nowhere'], 2, /--country: .*ISO 3166-1/],
    ['a country in lower case', ['add', 'x', ...about, '--country', 'uz'], 2, /--country: .*\(UZ\)/],
    ['a kind of subject', ['add', 'x', ...about, '--scopes', 'seizures,rutes'], 2, /--scopes: .*\(routes\)/],
    [
      'no name in English',
      ['add', 'x', '--kind', 'observer', '--name', 'ru=Х', '--authority', 'other'],
      2,
      /--name/,
    ],
    [
      'a name without its language',
      ['add', 'x', ...about, '--name', 'Customs'],
      2,
      /--name takes a language/,
    ],
    ['a name twice', ['add', 'x', ...about, '--name', 'en=Other'], 2, /two names in en/],
    ['an id in capitals', add('UZ'), 2, /in lower case/],
    [
      'a wrong secret of the centre',
      add('x', '--secret', 'wrong', '--yes'),
      3,
      /unknown agency or wrong secret/,
    ],
    [
      'one that nobody knows',
      ['suspend', 'uz-custom', '--reason', 'x', '--yes'],
      1,
      /did you mean uz-customs\?/,
    ],
    ['no reason', ['suspend', 'uz-customs', '--reason', ' ', '--yes'], 2, /--reason takes a text/],
    ['the centre', ['suspend', 'centre', '--reason', 'x', '--yes'], 1, /cannot suspend itself/],
    ['a secret for nobody', ['rotate', 'nobody', '--yes'], 1, /no client nobody/],
    ['no host', ['rotate', 'uz-customs', '--data', 'nowhere'], 4, /no host runs/],
  ])('%s', async (_, args, exit, err) => {
    const before = await journey.recorded()
    expect(await rw(args)).toMatchObject({ exit, err: expect.stringMatching(err) })
    expect(await journey.recorded()).toBe(before)
    expect((await rw(['rotate', 'x'])).err).toContain('no client x')
  })
})

import { expect, it } from 'vitest'
import { agencyOf } from '../../../domain/agency.ts'
import { headerOf, payloadOf, recordedOf } from '../../../functions/ledger/commit.ts'
import { memoryLedger } from '../../../functions/ledger/memory.ts'
import { registerCentre } from '../../../functions/sweeper/genesis.ts'
import { post } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'

const registered = {
  names: { en: 'The centre', ru: 'Центр' },
  ...{ kind: 'centre', authorityType: 'drug-control', postingScopes: [], marking: { tlp: 'CLEAR' } },
}

async function emptyStore() {
  const { needs } = await newWorld()
  const ledger = memoryLedger()
  return { ledger, needs: { ...needs, ledger } }
}

it('registers itself once, also when three try at once', async () => {
  const { ledger, needs } = await emptyStore()
  await Promise.all([1, 2, 3].map(() => registerCentre(['centre'], ledger, needs)))
  await registerCentre(['centre'], ledger, needs)
  const commits = await ledger.load('agencies/centre')
  expect(commits.map(payloadOf)).toStrictEqual([{ data: { ...registered, clientIds: ['centre'] } }])
  expect(headerOf(commits[0] as never).id).toBe('register-centre')
})

it('gives the centre of another user pool the clients of this one, as often as that happens', async () => {
  const { ledger, needs } = await emptyStore()
  const own = async () => {
    const commits = await ledger.load('agencies/centre')
    return [commits.length, agencyOf(commits.map(recordedOf))?.clientIds]
  }
  await registerCentre(['old', 'desk'], ledger, needs)
  await Promise.all([1, 2].map(() => registerCentre(['new', 'desk'], ledger, needs)))
  expect(await own()).toStrictEqual([2, ['new', 'desk']])
  await registerCentre(['desk'], ledger, needs)
  await registerCentre(['desk', 'new'], ledger, needs)
  expect(await own()).toStrictEqual([2, ['new', 'desk']])
  await registerCentre(['old', 'desk'], ledger, needs)
  expect(await own()).toStrictEqual([3, ['old', 'desk']])
  await registerCentre(['new', 'desk'], ledger, needs)
  expect(await own()).toStrictEqual([4, ['new', 'desk']])
})

it('keeps what was said of it last', async () => {
  const world = await newWorld()
  const data = { ...registered, names: { en: 'The new centre' }, authorityType: 'police' }
  await world.recorded(
    post(
      'AgencyRegistered',
      { ...data, clientIds: ['centre'] },
      { by: 'centre', subject: 'agencies/centre' },
    ),
  )
  await registerCentre(['elsewhere'], world.ledger, world.needs)
  const commits = await world.ledger.load('agencies/centre')
  expect(commits.map(payloadOf).at(-1)).toStrictEqual({ data: { ...data, clientIds: ['elsewhere'] } })
  expect(commits).toHaveLength(3)
})

import { beforeEach, describe, expect, it } from 'vitest'
import { Unavailable } from '../../../functions/ledger/ledger.ts'
import { ledgerRegister } from '../../../functions/register/register.ts'
import { post } from '../../support/posts.ts'
import { newWorld, registration, type World } from '../../support/world.ts'

describe('the register', () => {
  let world: World
  beforeEach(async () => {
    world = await newWorld()
  })
  const bind = (agencyId: string, ...clientIds: string[]) => {
    const bound = registration(agencyId)
    return world.recorded({ ...bound, id: `bind-${clientIds}`, data: { ...bound.data, clientIds } })
  }

  it('knows an agency by its id, and by any client that is bound to it', async () => {
    await bind('kz-moi', 'kz-moi', '4h5k-generated', 'account:111122223333')
    world.clock.nowMs += 5_000
    for (const clientId of ['kz-moi', '4h5k-generated', 'account:111122223333'])
      expect((await world.register.byClient(clientId))?.agencyId).toBe('kz-moi')
  })

  it('knows nobody by a client that was never bound, is bound no more, or is no id at all', async () => {
    await bind('kz-moi', 'first')
    await bind('kz-moi', 'second')
    world.clock.nowMs += 5_000
    for (const clientId of ['kz-moi', 'first', 'unknown', '', '../centre', 'a|b', 'x'.repeat(100)])
      expect(await world.register.byClient(clientId)).toBeUndefined()
    expect((await world.register.byClient('second'))?.agencyId).toBe('kz-moi')
  })

  it('lets no agency take a client by claiming the id of another', async () => {
    await expect(bind('ru-authority', 'kz-moi')).rejects.toThrow()
    world.clock.nowMs += 5_000
    expect((await world.register.byClient('kz-moi'))?.agencyId).toBe('kz-moi')
  })

  it('sees a suspension and a reinstatement within two seconds', async () => {
    const about = { by: 'centre', subject: 'agencies/kz-moi', ifmatch: '*' }
    expect((await world.register.agency('kz-moi'))?.suspended).toBe(false)
    await world.recorded(post('AgencySuspended', { reason: 'x' }, about))
    world.clock.nowMs += 2_000
    expect((await world.register.agency('kz-moi'))?.suspended).toBe(true)
    await world.recorded(post('AgencyReinstated', { reason: 'x' }, about))
    world.clock.nowMs += 2_000
    expect((await world.register.agency('kz-moi'))?.suspended).toBe(false)
  })

  it('trusts nothing that a clock set back makes young', async () => {
    expect((await world.register.agency('kz-moi'))?.suspended).toBe(false)
    await world.recorded(
      post('AgencySuspended', { reason: 'x' }, { by: 'centre', subject: 'agencies/kz-moi', ifmatch: '*' }),
    )
    world.clock.nowMs -= 3_600_000
    expect((await world.register.agency('kz-moi'))?.suspended).toBe(true)
  })

  it('asks again at once for what was missing or could not be read', async () => {
    let fails = true
    const load: World['ledger']['load'] = (subject) =>
      fails ? Promise.reject(new Unavailable('late')) : world.ledger.load(subject)
    const register = ledgerRegister({ ...world.ledger, load }, world.views, () => world.clock.nowMs)
    await expect(register.agency('kz-moi')).rejects.toBeInstanceOf(Unavailable)
    fails = false
    expect((await register.agency('kz-moi'))?.agencyId).toBe('kz-moi')
    expect(await register.agency('tj-authority')).toBeUndefined()
    await world.recorded(registration('tj-authority'))
    expect((await register.agency('tj-authority'))?.agencyId).toBe('tj-authority')
  })
})

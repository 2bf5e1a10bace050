import { tmpdir } from 'node:os'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dynamoLedger } from '../../../functions/ledger/dynamo.ts'
import { post } from '../../support/posts.ts'
import { newWorld } from '../../support/world.ts'
import { type FakeUserPool, fakeUserPool } from './fake-user-pool.ts'
import { ran } from './running.ts'

/** A stage on AWS: its stacks' outputs, a ledger in which two agencies are registered, and a user pool. */
const stacks = mockClient(CloudFormationClient)
const tables = mockClient(DynamoDBClient)
let pool: FakeUserPool

const outputs = { UserPoolId: 'eu-central-1_pool', LedgerTable: 'ledger', Url: 'https://routewatch.example' }

beforeAll(async () => {
  const items: { subject?: { S?: string } }[] = []
  tables.on(PutItemCommand).callsFake(({ Item }) => {
    items.push(Item)
    return {}
  })
  tables.on(QueryCommand).callsFake(({ ExpressionAttributeValues: { ':subject': subject } }) => ({
    Items: items.filter((item) => item.subject?.S === subject.S),
  }))
  stacks.on(DescribeStacksCommand).resolves({
    Stacks: [
      {
        ...{ StackName: 'any', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' },
        Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
      },
    ],
  })
  const world = await newWorld()
  const about = { by: 'centre', subject: 'agencies/ru-authority', ifmatch: '*' }
  await world.recorded(post('AgencySuspended', { reason: 'x' }, about))
  const ledger = dynamoLedger(new DynamoDBClient({ region: 'eu-central-1' }), outputs.LedgerTable)
  for (const subject of ['agencies/kz-moi', 'agencies/ru-authority'])
    for (const commit of await world.ledger.load(subject)) await ledger.append(commit)
})
beforeEach(() => {
  pool = fakeUserPool(outputs.UserPoolId)
})
afterEach(() => pool.restore())
afterAll(() => {
  for (const mock of [stacks, tables]) mock.restore()
})

const rw = (...args: string[]) => ran(['ops', 'agency', 'user', ...args], tmpdir(), { RW_STAGE: 'prod' })
const told = async (...args: string[]) => (await rw(...args, '--json')).last()
const desk = 'kz-moi-desk-1'
const adds = ['add', 'kz-moi', desk]

describe('a user', () => {
  it('is made by a plan that is agreed to, in the group of its agency, which comes with the first', async () => {
    expect(await told(...adds)).toStrictEqual({
      target: 'stage prod, account 222222222222, eu-central-1',
      plan: [
        `a user ${desk} with a first password is made in the user pool`,
        `${desk} becomes a user of kz-moi: in the console it reads what kz-moi may`,
      ],
      done: false,
    })
    expect([pool.users.size, pool.groups.size]).toStrictEqual([0, 0])
    const { firstPassword, ...made } = await told(...adds, '--yes')
    expect(made).toStrictEqual({
      ...{ plan: expect.any(Array), done: true, agencyId: 'kz-moi', user: desk },
      consoleUrl: 'https://routewatch.example/console',
    })
    expect(pool.users.get(desk)).toStrictEqual({
      ...{ status: 'FORCE_CHANGE_PASSWORD', password: firstPassword, groups: new Set(['kz-moi']) },
    })
    const { exit, out } = await rw('add', 'kz-moi', 'kz-moi-desk-2', '--yes')
    expect([exit, out]).toStrictEqual([
      0,
      expect.stringContaining(`first password  ${pool.users.get('kz-moi-desk-2')?.password}\n`),
    ])
    expect([...pool.groups]).toStrictEqual(['kz-moi'])
  })

  it('that never signed in gets a new first password; whoever has chosen one keeps it', async () => {
    const first = (await told(...adds, '--yes')).firstPassword
    const second = await told(...adds, '--yes')
    expect(second.plan).toStrictEqual([
      `${desk} is there and has never signed in: it gets a new first password`,
      `${desk} is a user of kz-moi already`,
    ])
    expect(second.firstPassword).not.toBe(first)
    expect(pool.users.get(desk)).toMatchObject({
      password: second.firstPassword,
      status: 'FORCE_CHANGE_PASSWORD',
    })
    Object.assign(pool.users.get(desk) ?? {}, { status: 'CONFIRMED', password: 'its own' })
    const before = pool.calls().length
    expect(await told(...adds, '--yes')).not.toHaveProperty('firstPassword')
    expect(pool.users.get(desk)?.password).toBe('its own')
    expect(pool.calls().slice(before)).toStrictEqual(['AdminGetUser', 'AdminListGroupsForUser'])
  })

  it('whose making broke off is made whole by the same command', async () => {
    const denied = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' })
    pool.failing.set('AdminAddUserToGroup', denied)
    expect(await rw(...adds, '--yes')).toMatchObject({
      exit: 3,
      err: `${desk} is in the pool, and not yet of kz-moi; repeat the command: AccessDeniedException: not authorized\n`,
    })
    pool.failing.clear()
    const { firstPassword } = await told(...adds, '--yes')
    expect(pool.users.get(desk)).toMatchObject({ password: firstPassword, groups: new Set(['kz-moi']) })
  })

  it('is told to sign in later, where its agency is suspended', async () => {
    expect((await told('add', 'ru-authority', 'ru-desk')).plan).toContain(
      'ru-authority is suspended: until it is reinstated, nobody of it signs in',
    )
  })

  it('is listed with all of its agency, and deleted', async () => {
    expect(await rw('list', 'kz-moi')).toMatchObject({ exit: 0, out: 'kz-moi has no users\n' })
    for (const name of ['c', 'b', 'a']) await rw('add', 'kz-moi', name, '--yes')
    await rw('add', 'ru-authority', 'ru-desk', '--yes')
    Object.assign(pool.users.get('b') ?? {}, { status: 'CONFIRMED' })
    const user = { isNew: true, isEnabled: true, createdAt: '2026-11-24T08:00:00.000Z' }
    expect(await told('list', 'kz-moi')).toStrictEqual({
      agencyId: 'kz-moi',
      users: [
        { user: 'a', ...user },
        { user: 'b', ...user, isNew: false },
        { user: 'c', ...user },
      ],
    })
    expect((await rw('list', 'kz-moi')).out).toMatch(
      /^a +2026-11-24 {2}has not signed in yet\nb .* has signed in\n/,
    )
    expect(await told('remove', 'kz-moi', 'b')).toMatchObject({ done: false })
    expect([...pool.users.keys()]).toHaveLength(4)
    expect(await told('remove', 'kz-moi', 'b', '--yes')).toMatchObject({ done: true, user: 'b' })
    expect([...pool.users.keys()]).toStrictEqual(['c', 'a', 'ru-desk'])
  })
})

describe('a refusal changes nothing:', () => {
  it.each<[string, string[], number, RegExp]>([
    [
      'no such agency',
      ['add', 'kz-mio', desk, '--yes'],
      1,
      /^no agency kz-mio is registered: rw ops agency add\n$/,
    ],
    ['no such agency to list', ['list', 'kz-mio'], 1, /^no agency kz-mio/],
    ['a person', ['add', 'kz-moi', 'a.person@moi.example', '--yes'], 2, /a desk, never a person/],
    [
      "another agency's user",
      ['add', 'kz-moi', 'ru-desk', '--yes'],
      1,
      /^ru-desk is a user of ru-authority, /,
    ],
    [
      "another agency's user to remove",
      ['remove', 'kz-moi', 'ru-desk', '--yes'],
      1,
      /^kz-moi has no user ru-desk/,
    ],
    ['nobody to remove', ['remove', 'kz-moi', 'nobody', '--yes'], 1, /^kz-moi has no user nobody/],
    [
      'the local host',
      [...adds, '--yes', '--stage', 'local'],
      1,
      /no accounts: its sign-in page offers every/,
    ],
    ['no such stage', [...adds, '--stage', 'pord'], 2, /pord/],
  ])('%s', async (_, args, exit, err) => {
    await rw('add', 'ru-authority', 'ru-desk', '--yes')
    const before = structuredClone([pool.users, pool.groups])
    expect(await rw(...args)).toMatchObject({ exit, err: expect.stringMatching(err) })
    expect([pool.users, pool.groups]).toStrictEqual(before)
  })

  it.each<[string, string, number, RegExp]>([
    ['AccessDeniedException', 'AdminGetUser', 3, /^the user pool cannot be read: AccessDeniedException/],
    ['AccessDeniedException', 'AdminCreateUser', 3, /^the user pool made no user: AccessDeniedException/],
    [
      'TooManyRequestsException',
      'AdminCreateUser',
      4,
      /^the user pool made no user: TooManyRequestsException/,
    ],
  ])('%s at %s', async (name, operation, exit, err) => {
    pool.failing.set(operation, Object.assign(new Error('told by Cognito'), { name }))
    expect(await rw(...adds, '--yes')).toMatchObject({ exit, err: expect.stringMatching(err) })
    expect(pool.users.size).toBe(0)
  })
})

import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  GroupExistsException,
  InvalidPasswordException,
  ListUsersInGroupCommand,
  ResourceNotFoundException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider'
import { mockClient } from 'aws-sdk-client-mock'

/** Users and groups of one user pool, as Cognito documents its answers; `pageUsers` in a page. */
export type FakeUserPool = {
  users: Map<string, { status: string; password: string; groups: Set<string> }>
  groups: Set<string>
  /** What an operation fails with from now on. */
  failing: Map<string, Error>
  calls(): string[]
  restore(): void
}

type Asked = { UserPoolId?: string; Username?: string; GroupName?: string; NextToken?: string }

const pageUsers = 2
const told = { message: 'told by Cognito', $metadata: {} }
/** What our pool asks of a password. */
const policy = [/^.{16,}$/, /\d/, /[a-z]/, /[A-Z]/, /[-_.!?]/]

export function fakeUserPool(poolId: string): FakeUserPool {
  const mock = mockClient(CognitoIdentityProviderClient)
  const pool: FakeUserPool = {
    users: new Map(),
    groups: new Set(),
    failing: new Map(),
    calls: () => mock.calls().map(({ args }) => args[0].constructor.name.replace(/Command$/, '')),
    restore: () => mock.restore(),
  }
  const userIn = ({ Username = '' }: Asked) => {
    const user = pool.users.get(Username)
    if (!user) throw new UserNotFoundException(told)
    return user
  }
  const groupIn = ({ GroupName = '' }: Asked) => {
    if (!pool.groups.has(GroupName)) throw new ResourceNotFoundException(told)
    return GroupName
  }
  const passwordIn = (password = '') => {
    if (!policy.every((rule) => rule.test(password))) throw new InvalidPasswordException(told)
    return password
  }
  /** What a command is answered, in the one pool that there is. */
  const answering =
    <Input extends Asked, Output>(operation: string, answer: (asked: Input) => Output) =>
    (asked: Input) => {
      const failure = pool.failing.get(operation)
      if (failure) throw failure
      if (asked.UserPoolId !== poolId) throw new ResourceNotFoundException(told)
      return answer(asked)
    }

  mock.on(CreateGroupCommand).callsFake(
    answering('CreateGroup', ({ GroupName = '' }) => {
      if (pool.groups.has(GroupName)) throw new GroupExistsException(told)
      pool.groups.add(GroupName)
      return {}
    }),
  )
  mock.on(AdminCreateUserCommand).callsFake(
    answering('AdminCreateUser', ({ Username = '', TemporaryPassword, MessageAction }: Creating) => {
      if (pool.users.has(Username) || MessageAction !== 'SUPPRESS')
        throw new Error('a user is made once, unsent')
      const password = passwordIn(TemporaryPassword)
      pool.users.set(Username, { status: 'FORCE_CHANGE_PASSWORD', password, groups: new Set() })
      return {}
    }),
  )
  mock
    .on(AdminGetUserCommand)
    .callsFake(answering('AdminGetUser', (asked) => ({ UserStatus: userIn(asked).status, Enabled: true })))
  mock.on(AdminListGroupsForUserCommand).callsFake(
    answering('AdminListGroupsForUser', (asked) => ({
      Groups: [...userIn(asked).groups].map((GroupName) => ({ GroupName })),
    })),
  )
  mock.on(AdminSetUserPasswordCommand).callsFake(
    answering('AdminSetUserPassword', (asked: Asked & { Password?: string; Permanent?: boolean }) => {
      const status = asked.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD'
      Object.assign(userIn(asked), { status, password: passwordIn(asked.Password) })
      return {}
    }),
  )
  mock.on(AdminAddUserToGroupCommand).callsFake(
    answering('AdminAddUserToGroup', (asked) => {
      userIn(asked).groups.add(groupIn(asked))
      return {}
    }),
  )
  mock.on(AdminDeleteUserCommand).callsFake(
    answering('AdminDeleteUser', (asked) => {
      userIn(asked)
      pool.users.delete(asked.Username ?? '')
      return {}
    }),
  )
  mock.on(ListUsersInGroupCommand).callsFake(
    answering('ListUsersInGroup', (asked) => {
      const group = groupIn(asked)
      const all = [...pool.users].filter(([, { groups }]) => groups.has(group))
      const start = Number(asked.NextToken ?? 0)
      const end = start + pageUsers
      return {
        Users: all.slice(start, end).map(([Username, { status }]) => ({
          ...{ Username, UserStatus: status, Enabled: true },
          UserCreateDate: new Date('2026-11-24T08:00:00Z'),
        })),
        ...(end < all.length && { NextToken: String(end) }),
      }
    }),
  )
  return pool
}

type Creating = Asked & { TemporaryPassword?: string; MessageAction?: string }

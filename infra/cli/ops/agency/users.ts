/** Accounts for the console: users of the pool, each in the one group that is named by its agency (ADR-0030). */
import { randomBytes } from 'node:crypto'
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminSetUserPasswordCommand,
  CreateGroupCommand,
  GroupExistsException,
  ListUsersInGroupCommand,
  ResourceNotFoundException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider'
import type { Pool } from './pool.ts'

/** `isNew`: nobody has chosen a password for it yet. */
export type User = { user: string; isNew: boolean; isEnabled: boolean; createdAt?: string }

const pageUsers = 60

/** A user that was made and never signed in keeps its first password only until somebody has chosen another. */
const isNew = (status: string | undefined): boolean => status === 'FORCE_CHANGE_PASSWORD'

/** Of an agency, by name; none where it has never had one. */
export async function usersOf(agencyId: string, { client, poolId }: Pool): Promise<readonly User[]> {
  const users: User[] = []
  let NextToken: string | undefined
  do {
    const asked = { UserPoolId: poolId, GroupName: agencyId, Limit: pageUsers, NextToken }
    // Without a group there are no users; without the pool, the outputs of the stacks would not have told it.
    const page = await orUndefined(ResourceNotFoundException, () =>
      client.send(new ListUsersInGroupCommand(asked)),
    )
    for (const { Username = '', UserStatus, Enabled, UserCreateDate } of page?.Users ?? [])
      users.push({
        user: Username,
        isNew: isNew(UserStatus),
        isEnabled: Enabled !== false,
        ...(UserCreateDate && { createdAt: UserCreateDate.toISOString() }),
      })
    NextToken = page?.NextToken
  } while (NextToken !== undefined)
  return users.sort((one, other) => (one.user < other.user ? -1 : 1))
}

/** With the agencies whose groups it is in: one, unless somebody made it by hand. Undefined where there is none. */
export async function userNamed(
  user: string,
  { client, poolId }: Pool,
): Promise<{ isNew: boolean; agencies: readonly string[] } | undefined> {
  const asked = { UserPoolId: poolId, Username: user }
  return orUndefined(UserNotFoundException, async () => {
    const { UserStatus } = await client.send(new AdminGetUserCommand(asked))
    const { Groups = [] } = await client.send(new AdminListGroupsForUserCommand({ ...asked, Limit: 60 }))
    return { isNew: isNew(UserStatus), agencies: Groups.map(({ GroupName = '' }) => GroupName) }
  })
}

/** In no group yet. @returns its first password. */
export async function createUser(user: string, { client, poolId }: Pool): Promise<string> {
  const password = newPassword()
  await client.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username: user,
      TemporaryPassword: password,
      // A desk has no mail address: whoever makes the user hands the password over.
      MessageAction: 'SUPPRESS',
    }),
  )
  return password
}

/** For a first password that was lost, or that nobody used in time. @returns the new one. */
export async function renewPassword(user: string, { client, poolId }: Pool): Promise<string> {
  const password = newPassword()
  const asked = { UserPoolId: poolId, Username: user, Password: password, Permanent: false }
  await client.send(new AdminSetUserPasswordCommand(asked))
  return password
}

/** Makes the agency's group with its first user. A repeat changes nothing. */
export async function join(user: string, agencyId: string, { client, poolId }: Pool): Promise<void> {
  const asked = { UserPoolId: poolId, GroupName: agencyId }
  await orUndefined(GroupExistsException, () => client.send(new CreateGroupCommand(asked)))
  await client.send(new AdminAddUserToGroupCommand({ ...asked, Username: user }))
}

export async function deleteUser(user: string, { client, poolId }: Pool): Promise<void> {
  await client.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: user }))
}

/** 144 random bits, and whatever else the pool's policy asks of every password. */
const newPassword = (): string => `${randomBytes(18).toString('base64url')}-aA1`

async function orUndefined<T>(
  expected: abstract new (...args: never[]) => Error,
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof expected) return undefined
    throw error
  }
}

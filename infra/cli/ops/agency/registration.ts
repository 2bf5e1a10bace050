/** What is registered of an agency, from the command line's options. */
import { agencyRegistered } from '../../../../events/agency.ts'
import { type SubjectKind, subjectKinds } from '../../../../events/ids.ts'
import { errorsUnder } from '../../../../events/issues.ts'
import { CommandFailed } from '../../failure.ts'

export type AddOptions = {
  kind: string
  name: readonly string[]
  authority: string
  country?: string
  scopes?: string
  marking: string
}

/** Everything but the clients. */
export type Registration = {
  names: Readonly<Record<string, string>>
  kind: string
  country?: string
  authorityType: string
  postingScopes: readonly string[]
  marking: { tlp: string }
}

export function idOf(agencyId: string): string {
  if (agencyId.length > 64 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(agencyId))
    throw new CommandFailed('usage', 'an agency is named in lower case, such as kz-moi')
  return agencyId
}

/** Observers and organisations post statements, which nobody has to grant them. */
const scopesOf: Readonly<Record<string, readonly SubjectKind[]>> = {
  'participating-state': subjectKinds.filter((kind) => kind !== 'agencies'),
}

export const authorityTypes: readonly string[] = agencyRegistered().shape.authorityType.options

/** What there is, told where no word was probably meant. */
const listed: Readonly<Record<string, string>> = {
  authorityType: `one of ${authorityTypes.join(', ')}`,
  country: 'an assigned code of ISO 3166-1 alpha-2, such as KZ or UZ',
}

const optionOf: Readonly<Record<string, string>> = {
  names: '--name',
  kind: '--kind',
  country: '--country',
  authorityType: '--authority',
  postingScopes: '--scopes',
  marking: '--marking',
}

/** Throws a usage failure that names every option that is wrong, with what was probably meant. */
export function registrationOf({
  kind,
  name,
  authority,
  country,
  scopes,
  marking,
}: AddOptions): Registration {
  const registration = {
    names: namesIn(name),
    kind,
    ...(country !== undefined && { country }),
    authorityType: authority,
    postingScopes:
      scopes === undefined ? (scopesOf[kind] ?? []) : scopes.split(',').filter((scope) => scope !== ''),
    marking: { tlp: marking },
  }
  const errors = errorsUnder(agencyRegistered(), { ...registration, clientIds: ['later'] }, [])
  const told = errors.map(({ pointer, detail, hint }) => {
    const field = pointer.split('/')[1] ?? ''
    const help = hint ?? listed[field]
    return `${optionOf[field] ?? pointer}: ${detail}${help === undefined ? '' : ` (${help})`}`
  })
  if (kind === 'centre') told.push('--kind: there is one centre, and it registers itself')
  if (told.length > 0) throw new CommandFailed('usage', told.join('\n'))
  return registration
}

function namesIn(given: readonly string[]): Record<string, string> {
  const names: Record<string, string> = {}
  for (const text of given) {
    const [, lang, name] = /^([A-Za-z-]+)=(.+)$/s.exec(text) ?? []
    if (lang === undefined || name === undefined)
      throw new CommandFailed(
        'usage',
        `--name takes a language and a name, as in --name 'en=Customs service'`,
      )
    if (lang in names) throw new CommandFailed('usage', `--name: two names in ${lang}`)
    names[lang] = name
  }
  return names
}

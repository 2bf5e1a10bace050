/** The logical id as the code names the resource: without the hash that CDK appends. */
export const plainName = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '')

type Named = { name: string; logicalId: string }

/**
 * The one thing that is called so: by its name or logical id, with or without CDK's hash, or else the only one whose
 * logical id begins so; in any case of letters. Throws when there is none, or more than one.
 */
export function oneNamed<Thing>(
  kind: string,
  name: string,
  things: Iterable<Thing>,
  named: (thing: Thing) => Named,
): Thing {
  const wanted = name.toLowerCase()
  const all = [...things].map((thing) => {
    const { name: own, logicalId } = named(thing)
    return { thing, names: [own, logicalId, plainName(logicalId)].map((each) => each.toLowerCase()) }
  })
  const exact = all.filter(({ names }) => names.includes(wanted))
  const [found, other] = exact.length > 0 ? exact : all.filter(({ names }) => names[1]?.startsWith(wanted))
  if (found && !other) return found.thing
  throw new Error(`No one ${kind} ${name} among ${all.map(({ names }) => names[2]).join(', ')}`)
}

/**
 * Invented cases that look like a region's: routes over real places, networks with Latin and Cyrillic names, seizures
 * of several years. No case, network or figure in it is real. The same number makes the same cases.
 */
import { actor, amber, claimed, clear, green, type Post, route, seizure, subjectOf } from './posts.ts'
import { courses, type Spot, type SpotName, spots } from './synthetic-places.ts'

const nameParts = [
  'Altyn',
  'Северный',
  'Karakum',
  'Жетысу',
  'Saryarka',
  'Волжский',
  'Tulpar',
  'Каспийский',
  'Bairam',
  'Приграничный',
]
const nameKinds = ['group', 'круг', 'ring', 'сеть', 'market']
const roles = [
  'coordination',
  'wholesale-large',
  'transport',
  'cross-border-smuggling',
  'money-laundering',
  'retail-online',
]
const posters = ['kz-moi', 'ru-authority']
const markings = [clear, clear, green, amber]

export type SyntheticSize = { routes: number; actors: number; seizures: number }

/** A generator of numbers below one that follows from its seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Posts in an order in which each may be recorded. Ids begin with `synthetic-`. */
export function* syntheticCases(size: SyntheticSize, seed = 1): Generator<Post> {
  const chance = chances(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T
  const about = (id: string) => ({ id: `synthetic-${id}`, marking: pick(markings), by: pick(posters) })
  const routes = Array.from({ length: size.routes }, (_, n) => ({
    slug: `synthetic-${n + 1}`,
    ...courseOf(n),
  }))
  for (const [n, { slug, name, substances, course }] of routes.entries()) {
    const told = about(`route-${n}`)
    const status = n % 4 === 3 ? 'suspected' : 'active'
    yield route(slug, told, { names: { en: name }, substances, status })
    for (const [i, from] of course.slice(0, -1).entries()) {
      const to = course[i + 1] as SpotName
      const ends = {
        from: { ...spots[from], precision: 'locality' },
        to: { ...spots[to], precision: 'locality' },
      }
      const leg = {
        legId: `leg-${i + 1}`,
        ...ends,
        role: 'trunk',
        ...(i % 3 === 2 && { status: 'suspected' }),
      }
      yield claimed('RouteLegAdded', leg, {
        ...told,
        id: `synthetic-leg-${n}-${i}`,
        subject: `routes/${slug}`,
      })
    }
  }
  for (let n = 0; n < size.actors; n++) {
    const slug = `synthetic-${n + 1}`
    const told = about(`actor-${n}`)
    const name = `${nameParts[n % nameParts.length]} ${pick(nameKinds)} ${n + 1}`
    yield actor(slug, told, {
      names: { en: name },
      basedIn: [spots[pick(Object.keys(spots) as SpotName[])].country],
    })
    yield claimed(
      'ActorRoleReported',
      { role: pick(roles) },
      { ...told, id: `synthetic-role-${n}`, subject: `actors/${slug}` },
    )
    if (size.routes > 0)
      yield claimed(
        'ActorLinkedToRoute',
        { routeId: pick(routes).slug, relation: pick(['uses', 'controls', 'supplies']) },
        { ...told, id: `synthetic-link-${n}`, subject: `actors/${slug}` },
      )
    if (n > 0 && n % 3 === 0)
      yield claimed(
        'ActorLinkedToActor',
        { actorId: `synthetic-${n}`, relation: 'supplies' },
        { ...told, id: `synthetic-peer-${n}`, subject: `actors/${slug}` },
      )
  }
  for (let n = 0; n < size.seizures; n++) {
    const on = pick(routes)
    const at = Math.floor(chance() * (on.course.length - 1))
    const report = syntheticSeizure(
      n,
      spots[on.course[at] as SpotName],
      pick(on.substances),
      chance,
      about(`seizure-${n}`),
    )
    yield report
    if (n % 2 === 0)
      yield claimed(
        'SeizureAttributedToRoute',
        { routeId: on.slug, legId: `leg-${at + 1}` },
        {
          ...about(`on-route-${n}`),
          by: report.source.slice('/agencies/'.length),
          subject: subjectOf(report),
        },
      )
  }
}

function courseOf(n: number) {
  const course = courses[n % courses.length] as (typeof courses)[number]
  const round = Math.floor(n / courses.length)
  return round === 0 ? course : { ...course, name: `${course.name} ${round + 1}` }
}

function syntheticSeizure(
  n: number,
  place: Spot,
  substance: string,
  chance: () => number,
  about: object,
): Post {
  const day = Date.UTC(2023, 0, 1) + Math.floor(chance() * 1_400) * 86_400_000
  const precise =
    n % 3 === 0 ? { country: place.country, precision: 'country' } : { ...place, precision: 'locality' }
  const kilograms = Math.exp(chance() * 6) / 4
  return seizure(
    {
      occurred: { from: new Date(day).toISOString().slice(0, 10), precision: 'day' },
      place: precise,
      items: [{ substance, quantity: { value: kilograms.toFixed(2), unit: 'kg' } }],
    },
    about,
  )
}

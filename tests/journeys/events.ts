import type { Body, Event } from './api.ts'

/** Small valid events, as partners would send them. Ids count up, so that every event is another. */

export const clear = { tlp: 'CLEAR' }
export const grading = { scale: 'admiralty-6x6', source: 'B', information: '2' }

let counted = 0
export const freshId = (of: string): string => `${of}-${++counted}`

/** A graded claim. `subject` is left out where the server makes it. */
export function claim(
  agency: string,
  type: string,
  subject: string | undefined,
  data: Body,
  marking: Body = clear,
): Event {
  return event(agency, type, subject, { grading, marking, ...data })
}

/** An event with exactly this data. */
export function event(agency: string, type: string, subject: string | undefined, data: Body): Event {
  return {
    specversion: '1.0',
    type,
    source: `/agencies/${agency}`,
    id: freshId(type),
    ...(subject !== undefined && { subject }),
    data,
  }
}

export const day = (from: string): Body => ({ from, precision: 'day' })

export function seizure(agency: string, data: Body = {}, marking: Body = clear): Event {
  const items = [{ substance: 'heroin', quantity: { value: '2.5', unit: 'kg' } }]
  const report = { occurred: day('2024-03-19'), place: { country: 'KZ' }, items }
  return claim(agency, 'SeizureReported', undefined, { ...report, ...data }, marking)
}

export const kilograms = (value: string, substance = 'heroin'): Body[] => [
  { substance, quantity: { value, unit: 'kg' } },
]

export function route(agency: string, id: string, data: Body = {}, marking: Body = clear): Event {
  const identity = { names: { en: `Route ${id}` }, substances: ['heroin'], status: 'active' }
  return claim(agency, 'RouteIdentified', `routes/${id}`, { ...identity, ...data }, marking)
}

export function leg(
  agency: string,
  id: string,
  [from, to]: readonly [string, string],
  marking: Body = clear,
): Event {
  const data = {
    legId: `${from}-${to}`.toLowerCase(),
    from: { country: from },
    to: { country: to },
    role: 'trunk',
  }
  return claim(agency, 'RouteLegAdded', `routes/${id}`, data, marking)
}

export function volume(
  agency: string,
  id: string,
  min: string,
  data: Body = {},
  marking: Body = clear,
): Event {
  const estimate = { substance: 'heroin', min, max: min, unit: 't', referencePeriod: '2023' }
  return claim(agency, 'RouteVolumeEstimated', `routes/${id}`, { ...estimate, ...data }, marking)
}

export function actor(agency: string, id: string, data: Body = {}, marking: Body = clear): Event {
  const identity = { names: { en: `Actor ${id}` }, kind: 'criminal-network', specificity: 'named' }
  return claim(agency, 'ActorReported', `actors/${id}`, { ...identity, ...data }, marking)
}

export function session(agency: string, id: string, data: Body = {}, marking: Body = clear): Event {
  const schedule = {
    body: 'CND',
    segment: 'regular',
    dates: { from: '2024-03-18' },
    place: { country: 'AT', locality: 'Vienna' },
  }
  return claim(agency, 'SessionScheduled', `sessions/${id}`, { ...schedule, ...data }, marking)
}

export function statement(agency: string, sessionId: string, data: Body = {}, marking: Body = clear): Event {
  const words = {
    sessionId,
    delegation: 'KZ',
    speakerOffice: 'Head of the delegation',
    occurred: day('2024-03-18'),
    themes: ['regional cooperation'],
    text: 'We are ready to work together.',
  }
  return claim(agency, 'StatementDelivered', undefined, { ...words, ...data }, marking)
}

export const raise = (agency: string, subject: string, eventId: string, marking: Body): Event =>
  event(agency, 'MarkingRaised', subject, { eventId, marking, reason: 'Compromises an operation.' })

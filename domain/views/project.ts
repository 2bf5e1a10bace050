/** Events of one subject to rows and contributions: a pure fold for one label, the same however often it is made. */
import type { SubjectKind } from '../../events/ids.ts'
import type { Seen } from '../../events/recorded.ts'
import { actorCard } from './actor-card.ts'
import { actorProjection } from './actor-rows.ts'
import { commitmentCard, commitmentProjection } from './commitment-card.ts'
import { countryCard, countryProjection } from './country-card.ts'
import {
  agencyCard,
  agencyProjection,
  figureCard,
  figureProjection,
  sourceCard,
  sourceProjection,
} from './register-cards.ts'
import { responseRows } from './responses.ts'
import { routeCard, routeProjection } from './route-card.ts'
import { corrected, seizureCard } from './seizure-card.ts'
import { seizureProjection } from './seizure-rows.ts'
import { sessionCard, sessionProjection } from './session-card.ts'
import { statementCard, statementProjection } from './statement-card.ts'
import { isRedacted, redactedCard, type Story, storyOf } from './story.ts'
import { type Card, noProjection, type Projection, type Row, type Viewpoint } from './view.ts'

type Kind = { card: (story: Story) => Card; projection: (story: Story, card: Card) => Projection }

const kinds: Readonly<Record<SubjectKind, Kind>> = {
  agencies: { card: agencyCard, projection: agencyProjection },
  sources: { card: sourceCard, projection: sourceProjection },
  seizures: { card: seizureCard, projection: seizureProjection },
  routes: { card: routeCard, projection: routeProjection },
  actors: { card: actorCard, projection: actorProjection },
  sessions: { card: sessionCard, projection: sessionProjection },
  statements: { card: statementCard, projection: statementProjection },
  commitments: { card: commitmentCard, projection: commitmentProjection },
  countries: { card: countryCard, projection: countryProjection },
  figures: { card: figureCard, projection: figureProjection },
}

/**
 * @param events what `as.label` may see of this one subject, in order; any subset of its stream will do.
 * Empty where the subject does not exist for the label. A redacted subject keeps its card and is in no list.
 */
export function project(subject: string, events: readonly Seen[], as: Viewpoint): Projection {
  const story = told(subject, events, as)
  if (!story) return noProjection
  const { card, projection } = kinds[kindOf(subject)]
  const body = isRedacted(story) ? redactedCard(story) : card(story)
  const { rows, contributions } = isRedacted(story) ? noProjection : projection(story, body)
  const shown: Row = { partition: `card/${subject}`, sort: 'card', body }
  return { rows: [shown, ...rows, ...responseRows(story)], contributions }
}

/** The card alone, as `project` writes it. */
export function card(subject: string, events: readonly Seen[], as: Viewpoint): Card | undefined {
  const story = told(subject, events, as)
  if (!story) return undefined
  return isRedacted(story) ? redactedCard(story) : kinds[kindOf(subject)].card(story)
}

function told(subject: string, events: readonly Seen[], as: Viewpoint): Story | undefined {
  return storyOf(subject, kindOf(subject) === 'seizures' ? corrected(events) : events, as)
}

function kindOf(subject: string): SubjectKind {
  return subject.slice(0, subject.indexOf('/')) as SubjectKind
}

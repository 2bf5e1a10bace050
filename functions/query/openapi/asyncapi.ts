/** The AsyncAPI document: facts on one bus, requests on the other. Kept as `docs/asyncapi.json`. */
import * as z from 'zod'
import { eventTypes } from '../../../events/catalog.ts'
import { subject as anySubject, eventId, slug } from '../../../events/ids.ts'
import { factsSource } from '../../bus/facts.ts'
import { postedEvent } from './components.ts'
import { smallest } from './posting.ts'
import { label, time } from './shapes.ts'

/** What is said of a commit: never its payload. */
export const fact = z.strictObject({
  subject: anySubject,
  sequence: z.int().min(1).meta({ description: 'The place in the chain of the subject, from 1' }),
  eventId,
  type: z.enum(eventTypes as [string, ...string[]]),
  postedBy: slug,
  recordedAt: time,
  labels: z.array(label).meta({ description: 'Who may see it' }),
})

const recorded = {
  subject: 'routes/northern',
  sequence: 4,
  eventId: '0fd48e30-d621-57e9-a07e-89787cbee125',
  type: 'RouteLegAdded',
  postedBy: 'kz-moi',
  recordedAt: '2024-03-20T06:00:00.000Z',
  labels: ['public'],
}

/** What EventBridge says around the detail. */
const headers = (source: object, detailType: object) => ({
  type: 'object',
  required: ['source', 'detail-type'],
  properties: { source: { type: 'string', ...source }, 'detail-type': { type: 'string', ...detailType } },
})

const bare = (shape: z.ZodType) => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input', target: 'draft-7' })
  return schema
}

const channels = {
  facts: {
    address: 'facts',
    description:
      'The bus whose name is the output `FactsBusName`. Readable in the account of the centre alone: labels tell who may see what. A fact may come twice, late and out of order; the ledger is what holds.',
    messages: { fact: { $ref: '#/components/messages/fact' } },
  },
  intake: {
    address: 'intake',
    description:
      'The bus whose name is the output `IntakeBusName`. A partner puts on it from its own AWS account, which the centre has bound to it in the register. Nobody waits for an answer.',
    messages: { posted: { $ref: '#/components/messages/posted' } },
  },
}

export function asyncapiDocument() {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Routewatch on the bus',
      version: '1',
      description:
        'Two EventBridge buses. What was recorded is told on one as a fact; what shall be recorded is put on the other. The names never meet, so that no loop can form.',
      license: { name: 'Proprietary' },
      contact: { name: 'The centre' },
    },
    defaultContentType: 'application/json',
    channels,
    operations: {
      tellFact: {
        action: 'send',
        channel: { $ref: '#/channels/facts' },
        summary: 'Tells what was recorded: key, type and labels, never the payload.',
        messages: [{ $ref: '#/channels/facts/messages/fact' }],
      },
      recordPosted: {
        action: 'receive',
        channel: { $ref: '#/channels/intake' },
        summary: 'Records the event as the HTTP door does: the same checks, the same commit.',
        messages: [{ $ref: '#/channels/intake/messages/posted' }],
      },
    },
    components: {
      schemas: { Fact: bare(fact), CloudEvent: postedEvent() },
      messages: {
        fact: {
          title: 'A fact',
          summary: 'The detail-type is the type of the event.',
          headers: headers({ const: factsSource }, { enum: eventTypes }),
          payload: { $ref: '#/components/schemas/Fact' },
          examples: [{ headers: { source: factsSource, 'detail-type': 'RouteLegAdded' }, payload: recorded }],
        },
        posted: {
          title: 'A request to record',
          summary: '`ifmatch` takes the place of the header `If-Match`.',
          headers: headers({ description: 'Yours; it is not looked at.' }, { const: 'Posted' }),
          payload: { $ref: '#/components/schemas/CloudEvent' },
          examples: [{ headers: { source: 'kz.moi.cases', 'detail-type': 'Posted' }, payload: smallest }],
        },
      },
    },
  }
}

/** The bytes of the file. */
export function asyncapiText(): string {
  return `${JSON.stringify(asyncapiDocument(), null, 2)}\n`
}

/** What the gateway may hand on that a `Request` cannot hold, brought into a form that the app can answer. */
import type { LambdaEvent } from 'hono/aws-lambda'

/** Payload format 2.0. */
export type GatewayEvent = Extract<LambdaEvent, { rawPath: string }>

/** Methods that fetch forbids: to this side they are as unknown as PUT, and refused as it is. */
const unspeakable = ['CONNECT', 'TRACE', 'TRACK']

/**
 * Reading takes no body, whatever comes with a GET. The gateway decodes the path: what would end or bend it in a URL
 * (also `.` and `..`, which a URL resolves in either spelling) is encoded again, so that it stays part of an id that
 * nobody has.
 */
export function readable(event: GatewayEvent): GatewayEvent {
  const { http } = event.requestContext
  const method = unspeakable.includes(http.method.toUpperCase()) ? 'PUT' : http.method
  return {
    ...event,
    body: null,
    rawPath: event.rawPath.replaceAll(/[^!$&-;=@-Z_a-z~]/gu, encoded).replaceAll(dots, twiceEncoded),
    requestContext: { ...event.requestContext, http: { ...http, method } },
  }
}

/** A segment that is nothing but one dot or two. */
const dots = /(?<=\/)\.{1,2}(?=\/|$)/g

function twiceEncoded(segment: string): string {
  return segment.replaceAll('.', '%252E')
}

/** A lone surrogate is no character: U+FFFD stands for it, as everywhere in UTF-8. */
function encoded(character: string): string {
  return encodeURIComponent(character.toWellFormed())
}

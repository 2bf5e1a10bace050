/** Against forged requests: a form is taken from our own pages alone (`Sec-Fetch-Site`, or `Origin` where a browser sends none). */
import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import type { Env } from '../../http/app.ts'
import { Refused } from '../../http/problems.ts'

/** Throws 403. @param consoleUrl where browsers find the console: behind the edge a request names another host. */
export function sameOrigin(consoleUrl: string): MiddlewareHandler<Env> {
  const check = csrf({ origin: consoleUrl })
  return async (c, next) => {
    try {
      await check(c, next)
    } catch (error) {
      if (error instanceof HTTPException) throw new Refused('forbidden', 'The form came from another site.')
      throw error
    }
  }
}

import { afterAll } from 'vitest'
import './audit-tests.ts'
import './narrowing-tests.ts'
import './narrowing-route-tests.ts'
import { sharedJourney } from './shared-journey.ts'

afterAll(async () => (await sharedJourney()).end())

import { afterAll } from 'vitest'
// While two subjects are tried in vain, agencies come and go.
import './ops-agency-tests.ts'
import './ops-dlq-tests.ts'
import { sharedJourney } from '../../journeys/shared-journey.ts'

afterAll(async () => (await sharedJourney()).end())

/** `npm run openapi`: writes the documents to where they are served from. */
import { writeFileSync } from 'node:fs'
import { asyncapiText } from './asyncapi.ts'
import { openapiText } from './document.ts'
import { problemsText } from './problem-guide.ts'

writeFileSync(new URL('../../../docs/openapi.json', import.meta.url), openapiText())
writeFileSync(new URL('../../../docs/asyncapi.json', import.meta.url), asyncapiText())
writeFileSync(new URL('../../../docs/problems.json', import.meta.url), problemsText())

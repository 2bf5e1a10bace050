/** `npm run openapi`: writes the document to where it is served from. */
import { writeFileSync } from 'node:fs'
import { openapiText } from './document.ts'

writeFileSync(new URL('../../../docs/openapi.json', import.meta.url), openapiText())

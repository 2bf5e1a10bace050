/** The rows of a submission that were refused, as the file that can be mended and sent again. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import type { Language } from '../language.ts'
import { submissionsTexts } from '../texts/submissions.ts'

type Props = {
  submission: Pick<Schemas['SubmissionItem'], 'submissionId' | 'status' | 'rejected'>
  lang: Language
}

export function RejectedFile({ submission: { submissionId, status, rejected }, lang }: Props) {
  if (rejected === 0 || status === 'pending') return <>—</>
  return (
    <a
      href={`/console/take/v1/submissions/${submissionId}?format=csv`}
      download={`rejected-${submissionId}.csv`}
    >
      {submissionsTexts[lang].rejectedRows}
    </a>
  )
}

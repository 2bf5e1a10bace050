import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib'
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { Edge } from '../stages.ts'
import { type FunctionSetting, RoutewatchFunction } from './routewatch-function.ts'

/** Sent by CloudFront with every request; nobody else knows its value. */
export const edgeHeader = 'x-routewatch-edge'

/**
 * Keeps out who comes to the gateway's own address while the edge is on: an HTTP API has no resource policy, so the
 * gateway asks for a secret that only the distribution sends. Without the header it answers 401 and calls nothing.
 */
export class EdgeGate extends Construct {
  readonly secret: Secret
  readonly authorizer: HttpLambdaAuthorizer

  constructor(scope: Construct, id: string, setting: FunctionSetting, { secretVersion }: Edge) {
    super(scope, id)
    this.secret = new Secret(this, 'Secret', {
      description: 'What CloudFront shows the gateway',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    })
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'CloudFront and the gateway must change it together: by a deployment, see docs/deploy.md.',
    })
    const gate = new RoutewatchFunction(this, 'Gate', {
      setting,
      name: 'edge-gate',
      // A new text makes CloudFormation look the secret up again.
      description: `Lets through what CloudFront sends with version ${secretVersion} of their secret`,
      environment: { EDGE_SECRET: this.secret.secretValue.unsafeUnwrap() },
      timeoutSeconds: 5,
      memoryMiB: 256,
    })
    new CfnOutput(Stack.of(this), 'EdgeSecretArn', { value: this.secret.secretArn })
    this.authorizer = new HttpLambdaAuthorizer('EdgeGate', gate.lambda, {
      identitySource: [`$request.header.${edgeHeader}`],
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      resultsCacheTtl: Duration.hours(1),
    })
  }
}

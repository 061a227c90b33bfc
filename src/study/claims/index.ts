export { type Claim, publishedClaims, type Rule } from './claim.ts';
export { type ClaimOptions, claimsOf, testClaims } from './run.ts';
export {
  type ClaimVerdict,
  type Evidence,
  type Measured,
  meets,
  ruleText,
  type VerdictKind,
  verdictOf,
} from './verdict.ts';

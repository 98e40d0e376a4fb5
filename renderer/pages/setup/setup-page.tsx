import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setupNeededQuery } from '../../api/session.ts';
import { settingsQuery, statusQuery } from '../../api/site.ts';
import { TextLink } from '../../parts/page-link.tsx';
import { useSearchParam } from '../../parts/search-param.ts';
import { StateShape } from '../../parts/state-badge.tsx';
import { useUnsaved } from '../../parts/unsaved.ts';
import { ActivateStep } from './activate-step.tsx';
import { BackupStep } from './backup-step.tsx';
import { LicenseStep } from './license-step.tsx';
import { MachineFacts } from './machine-facts.tsx';
import { PasswordStep } from './password-step.tsx';
import { RecoveryStep } from './recovery-step.tsx';
import classes from './setup-page.module.css';
import { doneSteps, STEPS, type Step, useSetupMemory } from './steps.ts';
import { TestStep } from './test-step.tsx';

/** Leads from a new site to a licensed device, one step at a time; each can be left and come back to. */
export function SetupPage() {
  const { t } = useTranslation();
  const needed = useQuery(setupNeededQuery);
  const status = useQuery(statusQuery);
  const settings = useQuery({ ...settingsQuery, enabled: needed.data === false });
  const memory = useSetupMemory();
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  useUnsaved(recoveryCode !== null, 'recovery');
  const [asked, setStep] = useSearchParam('step');
  useEffect(() => {
    document.title = `${t('setup.title')} · ${t('app.name')}`;
  }, [t]);
  if (needed.data === undefined || status.data === undefined) {
    return <Loader size="sm" m="xl" aria-label={t('parts.loading')} />;
  }
  const done = doneSteps({
    isSetUp: !needed.data,
    places: placesOf(settings.data),
    items: status.data.totals.items,
    memory: memory.all,
  });
  const isPutOff = (one: Step): boolean => one === 'backup' && placesOf(settings.data).length === 0;
  const first = STEPS.find((step) => !done.has(step)) ?? 'test';
  const step = needed.data ? 'password' : (STEPS.find((one) => one === asked) ?? first);
  const goOn = (from: Step): void => setStep(STEPS[STEPS.indexOf(from) + 1] ?? 'test');
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <img src="/icon.svg" width={28} height={28} alt="" />
        <h1>{t('setup.heading')}</h1>
        {!needed.data && (
          <TextLink to="/" ml="auto">
            {t('setup.leave')}
          </TextLink>
        )}
      </header>
      <nav className={classes.rail} aria-label={t('setup.steps')}>
        <ol>
          {STEPS.map((one) => (
            <li key={one}>
              <button
                type="button"
                className={classes.step}
                disabled={needed.data && one !== 'password'}
                aria-current={one === step ? 'step' : undefined}
                onClick={() => setStep(one)}
              >
                <StateShape tone={done.has(one) && !isPutOff(one) ? 'ok' : one === step ? 'accent' : 'quiet'} />
                {t(`setup.step.${one}`)}
                {done.has(one) && (
                  <span className={classes.done}>{isPutOff(one) ? t('setup.later') : t('setup.done')}</span>
                )}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <main className={classes.content} id="page">
        {step === 'password' && (
          <PasswordStep
            isSetUp={!needed.data}
            onDone={(code) => {
              memory.note('recovery-open');
              setRecoveryCode(code);
              setStep('recovery');
            }}
            onNext={() => goOn('password')}
          />
        )}
        {step === 'recovery' && (
          <RecoveryStep
            code={recoveryCode}
            isConfirmed={done.has('recovery')}
            onNewCode={(code) => {
              memory.note('recovery-open');
              setRecoveryCode(code);
            }}
            onConfirmed={() => {
              memory.forget('recovery-open');
              setRecoveryCode(null);
              goOn('recovery');
            }}
          />
        )}
        {step === 'backup' && (
          <BackupStep
            places={placesOf(settings.data)}
            onNext={() => {
              memory.note('backup-seen');
              goOn('backup');
            }}
          />
        )}
        {step === 'activate' && (
          <ActivateStep onSaved={() => memory.note('request-saved')} onNext={() => goOn('activate')} />
        )}
        {step === 'license' && <LicenseStep onNext={() => goOn('license')} />}
        {step === 'test' && <TestStep onWorks={() => memory.note('tested')} />}
      </main>
      <aside className={classes.aside}>
        <MachineFacts />
      </aside>
    </div>
  );
}

function placesOf(settings: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const { places = [] } = (settings?.backups ?? {}) as { readonly places?: readonly string[] };
  return places;
}

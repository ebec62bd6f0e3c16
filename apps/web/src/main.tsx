import '@caecilia/ui/tokens.css';
import '@caecilia/ui/base.css';
import 'virtual:mantine-variables.css';
import '@mantine/core/styles/baseline.css';
import '@caecilia/workspace/kit.css';
import '@caecilia/careplan/glance.css';
import './work.css';
import './patients/patient.css';
import './requests/requests.css';
import './requests/queue.css';
import './requests/board.css';
import './assessment/assessment.css';
import './assessment/recorded.css';
import './assessment/trends.css';
import './conversation/conversation.css';
import { LanguageProvider, newQueryClient, WayOnContext, watchPresence } from '@caecilia/workspace';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { newRouter } from './router.tsx';
import { emergencyWayOn } from './states/EmergencyWayOn.tsx';
import { theme } from './theme.ts';
import { workWords } from './words/words.ts';

watchPresence(window);
const queries = newQueryClient();
const router = newRouter(queries);
const place = document.querySelector('#app');
if (!place) throw new Error('the page has no place for the app');

// The kit would write its variables and classes into the page while it runs; they are in our stylesheets instead.
createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <LanguageProvider words={workWords}>
          <WayOnContext value={emergencyWayOn}>
            <RouterProvider router={router} />
          </WayOnContext>
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

// Shows the contract of this server. Nothing is loaded from, validated by or sent to another host.
SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#contract',
  validatorUrl: null,
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  defaultModelExpandDepth: 3,
  displayRequestDuration: true,
  queryConfigEnabled: false,
  presets: [SwaggerUIBundle.presets.apis],
});

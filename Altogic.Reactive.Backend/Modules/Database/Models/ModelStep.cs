namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>One step from a top-level object down to a sub-model.</summary>
/// <param name="Field">The field that holds the embedded object or list.</param>
/// <param name="Kind">Never <see cref="ModelKind.TopLevel"/>.</param>
internal sealed record ModelStep(string Field, ModelKind Kind);

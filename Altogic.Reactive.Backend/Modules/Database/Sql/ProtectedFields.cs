using System.Runtime.CompilerServices;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>The masks that keep encrypted text out of answers, once for each model.</summary>
internal static class ProtectedFields
{
    private static readonly ConditionalWeakTable<ObjectSchema, FieldMask> Masks = [];

    public static FieldMask Of(ObjectSchema schema) => Masks.GetValue(schema, static schema => new FieldMask().Protect(schema));
}

using Altogic.Reactive.Internal.Expressions;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Database;

/// <summary>How values are written where no client is at hand, so that its JSON settings cannot be asked.</summary>
internal static class DefaultLiterals
{
    public static readonly LiteralWriter Writer = new(JsonFormat.Default.Serializer);
}

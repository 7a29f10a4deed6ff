#if !NET
namespace System.Runtime.CompilerServices;

/// <summary>The compiler looks this up by name for records; frameworks before .NET 5 do not have it.</summary>
internal static class IsExternalInit;
#endif

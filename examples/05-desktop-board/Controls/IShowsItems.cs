namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A control that draws several things itself, and says which and where.</summary>
internal interface IShowsItems
{
    IEnumerable<ShownItem> Items { get; }
}

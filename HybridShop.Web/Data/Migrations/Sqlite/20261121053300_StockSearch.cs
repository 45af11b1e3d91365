using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HybridShop.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StockSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Products_Board",
                table: "Products");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Products_Board",
                table: "Products",
                columns: new[] { "CategoryId", "Stock", "LowStockThreshold", "Sku", "Name", "Id", "Status" },
                filter: "\"Status\" <> 2");
        }
    }
}
